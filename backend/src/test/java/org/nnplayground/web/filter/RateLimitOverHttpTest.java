package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;

/** The headers that tell a client its rate limits, at a server with low ones. */
@TestPropertySource(
        properties = {
            "playground.callers.requests-per-second=1",
            "playground.callers.request-burst=100",
            "playground.callers.jobs-per-second=1",
            "playground.callers.job-burst=2"
        })
class RateLimitOverHttpTest extends ServerTest {

    @Test
    void everyCountedResponseHasTheLimitsUntilOneIsRefused() {
        Answer read = client.gets("/api/v1/catalog", "Authorization", school);
        Answer unknown = client.gets("/api/v1/jobs/none", "Authorization", school);
        Answer job = client.sends("POST", "/api/v1/jobs", "{}", "Authorization", school);

        assertThat(read.header("RateLimit-Policy")).isEqualTo("\"calls\";q=100;w=100");
        assertThat(read.header("RateLimit")).matches("\"calls\";r=99;t=1");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("RateLimit")).startsWith("\"calls\";r=9");
        assertThat(job.status()).isEqualTo(422);
        assertThat(job.header("RateLimit-Policy")).isEqualTo("\"calls\";q=100;w=100, \"jobs\";q=2;w=2");
        assertThat(job.header("RateLimit")).contains(", \"jobs\";r=1;t=1");
        Answer refused = job;
        for (int more = 0; more < 20 && refused.status() != 429; more++) {
            refused = client.sends("POST", "/api/v1/jobs", "{}", "Authorization", school);
        }
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("RateLimit")).contains("\"jobs\";r=0;t=2");
        assertThat(Long.parseLong(Objects.requireNonNull(refused.header("Retry-After"))))
                .isBetween(1L, 2L);
    }

    @Test
    void theFilesOfThePageAreNotCounted() {
        assertThat(client.gets("/problems/not-found").header("RateLimit")).isNull();
    }
}
