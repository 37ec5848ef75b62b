package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;
import org.springframework.test.context.TestPropertySource;

/** Quotas of a caller, on a real server with small limits and batch jobs for API keys only. */
@TestPropertySource(
        properties = {
            "playground.access.anonymous=live",
            "playground.callers.live-jobs=2",
            "playground.callers.batch-jobs=3",
            "playground.callers.streams=2",
            "playground.jobs.trainer-threads=1"
        })
class CallersOverHttpTest extends ServerTest {

    private static final String LIVE = "{'mode': 'live', " + XOR + "}";
    private static final String LONG = "{" + XOR + ", 'stop': {'epochs': 1000000}, 'pace': {'epochsPerSecond': 10}}";

    private final List<Created> made = new ArrayList<>();

    @AfterEach
    void endAll() {
        made.forEach(job -> client.controls(job, "DELETE", "", null));
    }

    private Created creates(String body, String... headers) {
        Created job = client.creates(body, headers);
        made.add(job);
        return job;
    }

    @Test
    void anonymousCreationIsRefusedWhereAKeyIsRequired() {
        Answer answer = client.sends("POST", "/api/v1/jobs", LONG);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("detail").stringValue()).contains("batch jobs");
        assertThat(client.gets("/api/v1/catalog").json().get("anonymousModes").toString())
                .isEqualTo("[\"live\"]");
    }

    @Test
    void anAddressGetsAnotherLiveJobAfterOneHasEnded() {
        Created first = creates(LIVE);
        creates(LIVE);

        Answer refused = client.sends("POST", "/api/v1/jobs", LIVE);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(refused.json().get("type").stringValue()).isEqualTo("/problems/too-many-requests");
        creates(LIVE, "Authorization", school);
        client.controls(first, "POST", "/cancel", null);
        creates(LIVE);
    }

    @Test
    void aQueuedJobTellsItsPositionAndEstimatedStart() {
        client.sends("POST", "/api/v1/jobs", "{" + XOR + "}", "Authorization", school, "Prefer", "wait=30");
        creates(LONG, "Authorization", school);
        Created second = creates(LONG, "Authorization", school);
        Created third = creates(LONG, "Authorization", school);

        assertThat(client.sends("POST", "/api/v1/jobs", LONG, "Authorization", school)
                        .status())
                .isEqualTo(429);
        assertThat(client.gets(second.path()).json().get("queuePosition").intValue())
                .isZero();
        var waiting = client.gets(third.path()).json();
        assertThat(waiting.get("queuePosition").intValue()).isEqualTo(1);
        assertThat(waiting.get("estimatedStartAt").stringValue()).endsWith("Z");
    }

    @Test
    void anAddressHasAQuotaOfStreams() {
        Created job = creates(LIVE);
        try (var first = client.follows(job.path() + "/events");
                var second = client.follows(job.path() + "/events")) {
            assertThat(first.next()).isNotNull();
            assertThat(second.next()).isNotNull();

            assertThat(client.gets(job.path() + "/events").status()).isEqualTo(429);
            assertThat(client.gets(job.path() + "/events", "Authorization", "Bearer " + job.token())
                            .status())
                    .isEqualTo(429);
            try (var own = client.follows(job.path() + "/events", "Authorization", school)) {
                assertThat(own.next())
                        .as("an API client has streams of its own")
                        .isNotNull();
            }
        }
    }

    @Test
    void theCatalogueListsTheLimits() {
        var catalog = client.gets("/api/v1/catalog").json();

        assertThat(catalog.at("/callerLimits/liveJobs").intValue()).isEqualTo(2);
        assertThat(catalog.at("/ranges/maxSeconds/maximum").intValue()).isEqualTo(86400);
        assertThat(catalog.at("/serviceLimits/turnSeconds").doubleValue()).isEqualTo(2);
        assertThat(catalog.at("/serviceLimits/keyWeight").intValue()).isEqualTo(2);
        assertThat(catalog.at("/serviceLimits/retentionSeconds").intValue()).isEqualTo(86400);
        assertThat(catalog.at("/serviceLimits/checkpointsPerRun").intValue()).isEqualTo(200);
        assertThat(catalog.at("/serviceLimits/checkpointBytesPerJob").intValue())
                .isEqualTo(32 << 20);
        assertThat(catalog.at("/serviceLimits/sweepJobs").intValue()).isEqualTo(256);
        assertThat(catalog.at("/serviceLimits/sweepAxes").intValue()).isEqualTo(3);
        assertThat(catalog.at("/serviceLimits/sweepAxisValues").intValue()).isEqualTo(256);
        assertThat(catalog.at("/serviceLimits/sweepBytes").intValue()).isEqualTo(900_000);
        assertThat(catalog.at("/serviceLimits/sweepNumbers").intValue()).isEqualTo(2_000_000);
        assertThat(catalog.at("/serviceLimits/idempotencyKeySeconds").intValue())
                .isEqualTo(86400);
        assertThat(catalog.at("/serviceLimits/webhookSeconds").intValue()).isEqualTo(74165);
    }
}
