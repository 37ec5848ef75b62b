package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

class ArithmeticOverHttpTest extends ServerTest {

    /** The spec of {@link #XOR}, with many hidden units. */
    private static String xor(int hiddenUnits) {
        return XOR.replace("{'units': 4,", "{'units': " + hiddenUnits + ",");
    }

    private static String specAlone(int hiddenUnits) {
        return xor(hiddenUnits).strip().substring("'spec': ".length());
    }

    private static String arithmetic(JsonNode job) {
        return job.get("arithmetic").stringValue();
    }

    private Created live(String request) {
        return client.creates("{" + XOR + ", 'mode': 'live'" + request + "}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "'mode': 'live'",                           4, shared
            "'mode': 'live'",                          17, solo
            "'mode': 'live', 'arithmetic': 'solo'",     4, solo
            "'mode': 'live', 'arithmetic': 'shared'",   4, shared
            "'mode': 'batch'",                          4, solo
            "'mode': 'batch', 'arithmetic': 'solo'",    4, solo
            "'mode': 'batch', 'arithmetic': 'shared'",  4, shared
            """)
    void aJobHasTheRequestedArithmeticOrTheDefault(String request, int hiddenUnits, String expected) {
        Created job = client.creates("{" + xor(hiddenUnits) + ", 'stop': {'epochs': 3}, " + request + "}");

        assertThat(arithmetic(job.job())).isEqualTo(expected);
        assertThat(arithmetic(client.gets(job.path()).json())).isEqualTo(expected);
    }

    @Test
    void stateEventsHaveTheArithmetic() {
        Created job = client.creates("{" + XOR + ", 'stop': {'epochs': 3}, 'arithmetic': 'shared'}");

        try (Client.Events events = client.follows(job.path() + "/events")) {
            assertThat(events.until(event -> event.name().equals("job.state")
                            && event.data().get("state").stringValue().equals("succeeded")))
                    .filteredOn(event -> event.name().equals("job.state"))
                    .isNotEmpty()
                    .allMatch(event -> arithmetic(event.data()).equals("shared"));
        }
    }

    @Test
    void aRequestForTheSharedArithmeticIsRefusedInTheLanguageOfTheClient() {
        String body = "{" + xor(200) + ", 'arithmetic': 'shared'}";

        Answer english = client.sends("POST", "/api/v1/jobs", body);
        Answer chinese = client.sends("POST", "/api/v1/jobs", body, "Accept-Language", "zh-CN");

        assertThat(english.status()).isEqualTo(422);
        assertThat(english.json().at("/errors").findValuesAsString("pointer")).containsOnly("/arithmetic");
        assertThat(english.json().at("/errors").findValuesAsString("detail"))
                .containsExactly(
                        "must have at most 400 parameters for the arithmetic \"shared\", had 801",
                        "must have at most 16 units in each layer for the arithmetic \"shared\", had 200");
        assertThat(chinese.json().at("/errors/0/detail").stringValue())
                .isEqualTo("arithmetic 为 \"shared\" 时，参数总数最多 400 个，实际有 801 个");
    }

    @Test
    void aNewSpecGetsItsOwnDefault() {
        Created job = live("");

        assertThat(arithmetic(
                        client.controls(job, "PUT", "/spec", specAlone(17)).json()))
                .isEqualTo("solo");
        assertThat(arithmetic(client.controls(job, "PUT", "/spec", specAlone(4)).json()))
                .isEqualTo("shared");
    }

    @Test
    void aNewSpecMustAllowTheRequestedArithmetic() {
        Created job = live(", 'arithmetic': 'shared'");
        client.controls(job, "POST", "/step", "{'count': 2}");
        JsonNode before = client.gets(job.path()).json();

        Answer refused = client.controls(job, "PUT", "/spec", specAlone(17));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEmpty();
        assertThat(refused.json().at("/errors/0/detail").stringValue())
                .isEqualTo("must have at most 16 units in each layer for the arithmetic \"shared\", had 17");
        JsonNode after = client.gets(job.path()).json();
        for (String unchanged : new String[] {"run", "epoch", "spec", "state", "arithmetic"}) {
            assertThat(after.get(unchanged)).as(unchanged).isEqualTo(before.get(unchanged));
        }
        assertThat(arithmetic(
                        client.controls(job, "PUT", "/spec", specAlone(16)).json()))
                .isEqualTo("shared");
    }

    @Test
    void aSoloJobStaysSolo() {
        Created job = live(", 'arithmetic': 'solo'");

        client.controls(job, "PATCH", "", "{'learningRate': 0.05, 'batchSize': 2}");
        client.controls(job, "POST", "/step", "{'count': 2}");
        JsonNode reset = client.controls(job, "POST", "/reset", null).json();

        assertThat(reset.get("run").intValue()).isEqualTo(2);
        assertThat(arithmetic(reset)).isEqualTo("solo");
    }
}
