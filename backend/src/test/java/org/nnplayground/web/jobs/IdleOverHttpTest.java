package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.Client.Event;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.Trainings;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = {"playground.jobs.idle-pause=1s", "playground.jobs.idle-expiry=2s"})
class IdleOverHttpTest extends ServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void anIdleJobPausesThenExpiresAndItsStreamReportsBoth() throws Exception {
        Created job = client.creates("{'mode': 'live', " + XOR + "}", "Authorization", school);
        client.controls(job, "POST", "/play", "{}");
        String seen;
        try (var events = client.follows(job.path() + "/events")) {
            seen = events.until(event -> event.name().equals("job.frame"))
                    .getLast()
                    .id();
        }

        JsonNode paused = awaitUntouched(job, now -> Trainings.state(now).equals("paused"));
        JsonNode ended = awaitUntouched(job, now -> Trainings.state(now).equals("cancelled"));

        assertThat(paused.get("stopReason").stringValue()).isEqualTo("idle");
        Instant expiry = Instant.parse(paused.get("expiresAt").stringValue());
        assertThat(Instant.parse(ended.get("finishedAt").stringValue())).isAfterOrEqualTo(expiry);
        assertThat(ended.get("stopReason").stringValue()).isEqualTo("expired");
        try (var events = client.follows(job.path() + "/events", "Last-Event-ID", seen)) {
            List<String> reasons = events.until(event -> false).stream()
                    .filter(event -> event.name().equals("job.state"))
                    .map(Event::data)
                    .filter(state -> state.has("stopReason"))
                    .map(state -> state.get("stopReason").stringValue())
                    .toList();
            assertThat(reasons).containsExactly("idle", "expired");
        }
    }

    /** As its owner's list has it: to ask for the job itself would touch it. */
    private JsonNode awaitUntouched(Created job, Predicate<JsonNode> condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode jobs =
                    client.gets("/api/v1/jobs", "Authorization", school).json().get("data");
            for (JsonNode now : jobs) {
                if (now.get("id").stringValue().equals(job.id()) && condition.test(now)) {
                    return now;
                }
            }
            assertThat(System.nanoTime()).as("still waiting: " + jobs).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
