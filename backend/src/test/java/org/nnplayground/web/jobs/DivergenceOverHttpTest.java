package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.Client.Events;
import org.nnplayground.web.ServerTest;
import tools.jackson.databind.JsonNode;

/** A diverging training is set back to its last finite epoch and names the epoch that diverged. */
class DivergenceOverHttpTest extends ServerTest {

    /** Linear output, relu, and a rate of ten. */
    private static final String PLANE = """
            'spec': {'task': 'regression', 'data': {'source': 'generated', 'generator': 'plane', 'seed': 1},
              'network': {'layers': [{'units': 8, 'activation': 'relu'}, {'units': 8, 'activation': 'relu'},
                  {'units': 1, 'activation': 'linear'}], 'initializer': {'type': 'uniform', 'seed': 1}},
              'training': {'optimizer': {'type': 'sgd', 'learningRate': 10}, 'seed': 1}}
            """;

    private static final Pattern DETAIL = Pattern.compile(
            "Epoch (\\d+) gave numbers that are not finite; the last finite training loss was (\\S+)\\. .+");

    /** The failure names the epoch after the last of the history, and that one's loss. */
    private void tellsItsDivergence(Created job, JsonNode now) {
        JsonNode history = client.gets(job.path() + "/history").json();
        JsonNode losses = history.get("trainLoss");
        Matcher detail = DETAIL.matcher(now.at("/failure/detail").stringValue());

        assertThat(now.get("stopReason").stringValue()).isEqualTo("diverged");
        assertThat(now.at("/failure/type").stringValue()).isEqualTo("/problems/training-diverged");
        assertThat(detail.matches()).as(now.at("/failure/detail").stringValue()).isTrue();
        assertThat(Integer.parseInt(detail.group(1))).isEqualTo(now.get("epoch").intValue() + 1);
        assertThat(history.get("epoch")).hasSize(now.get("epoch").intValue() + 1);
        double last = losses.get(losses.size() - 1).doubleValue();
        assertThat(last).isFinite();
        assertThat(Double.parseDouble(detail.group(2)))
                .isCloseTo(last, org.assertj.core.data.Percentage.withPercentage(0.01));
        for (JsonNode layer : client.gets(job.path() + "/parameters").json().get("layers")) {
            assertThat(Client.numbers(layer.get("biases"))).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void aBatchJobFails() {
        Created job = client.creates("{" + PLANE + "}", "Prefer", "wait=30");

        assertThat(job.job().get("state").stringValue()).isEqualTo("failed");
        tellsItsDivergence(job, job.job());
    }

    @Test
    void theResponseNamesTheLanguageOfAFailure() {
        Created job = client.creates("{" + PLANE + "}", "Prefer", "wait=30");

        Answer chinese = client.gets(job.path(), "Accept-Language", "zh-CN");

        assertThat(chinese.json().at("/failure/title").stringValue()).isEqualTo("训练发散了");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh-CN");
        assertThat(chinese.response().headers().allValues("Vary")).contains("Accept-Language");
    }

    @Test
    void aDivergedLiveJobPausesWithADiagnosisAndContinuesAfterAReset() {
        Created job = client.creates("{" + PLANE + ", 'mode': 'live'}");

        JsonNode stepped =
                client.controls(job, "POST", "/step", "{'count': 100}").json();

        assertThat(stepped.get("state").stringValue()).isEqualTo("paused");
        tellsItsDivergence(job, stepped);
        try (Events events = client.follows(job.path() + "/events")) {
            events.next();
            Event frame = Objects.requireNonNull(events.next());
            assertThat(frame.data().get("diagnosis"))
                    .anySatisfy(
                            found -> assertThat(found.get("type").stringValue()).isEqualTo("diverged"));
        }

        JsonNode patched =
                client.controls(job, "PATCH", "", "{'learningRate': 0.01}").json();
        JsonNode reset =
                client.controls(job, "POST", "/reset", "{'seed': 'same'}").json();
        JsonNode again = client.controls(job, "POST", "/step", "{'count': 20}").json();

        assertThat(patched.get("learningRate").doubleValue()).isEqualTo(0.01);
        assertThat(reset.has("failure")).isFalse();
        assertThat(again.get("epoch").intValue()).isEqualTo(20);
        assertThat(again.has("stopReason")).isFalse();
    }
}
