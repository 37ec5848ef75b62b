package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.ServerTest;

/** Repeated requests on a real server. */
class SubmissionsOverHttpTest extends ServerTest {

    private static final String BODY = "{" + XOR + ", 'stop': {'epochs': 20}}";

    private Answer submit(String body, String key, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Idempotency-Key";
        all[headers.length + 1] = key;
        return client.sends("POST", "/api/v1/jobs", body, all);
    }

    @Test
    void aRepeatedRequestReturnsTheSameJobAndToken() {
        String key = UUID.randomUUID().toString();

        Answer first = submit(BODY, key);
        Answer second = submit(BODY, key, "Prefer", "wait=30");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(second.json().get("controlToken")).isEqualTo(first.json().get("controlToken"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.json().get("state").stringValue()).isEqualTo("succeeded");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        submit(BODY, key);

        Answer other = submit(BODY.replace("20", "21"), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().get("type").stringValue()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void onlyApiClientsMayUseAnyIdempotencyKey() {
        Answer first = submit(BODY, "night-1", "Authorization", school);

        assertThat(submit(BODY, "night-1", "Authorization", school).json().get("id"))
                .isEqualTo(first.json().get("id"));
        assertThat(submit(BODY, "night-1", "Authorization", other).json().get("id"))
                .isNotEqualTo(first.json().get("id"));
        assertThat(submit(BODY, "night-1").status()).isEqualTo(422);
    }

    @Test
    void anInvalidRequestMayBeCorrectedUnderTheSameKey() {
        String key = UUID.randomUUID().toString();

        assertThat(submit("{}", key).status()).isEqualTo(422);
        assertThat(submit(BODY, key).status()).isEqualTo(201);
    }
}
