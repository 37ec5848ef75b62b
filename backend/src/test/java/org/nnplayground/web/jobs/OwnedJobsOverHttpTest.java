package org.nnplayground.web.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.nnplayground.web.ServerTest;

/** What the owner of jobs does with several of them, and with one after its end. */
class OwnedJobsOverHttpTest extends ServerTest {

    private static final String ENDLESS =
            ", 'stop': {'epochs': 1000000}, 'pace': {'epochsPerSecond': 1}, 'labels': {'course': '%s', 'week': '%d'}}";

    @AfterEach
    void deleteAll() {
        for (String course : new String[] {"ml", "other"}) {
            client.sends("DELETE", "/api/v1/jobs?label=course:" + course, null, "Authorization", school);
            client.sends("DELETE", "/api/v1/jobs?label=course:" + course, null, "Authorization", other);
        }
    }

    private Created creates(String course, int week, String authorization) {
        return client.creates("{" + XOR + ENDLESS.formatted(course, week), "Authorization", authorization);
    }

    private String state(Created job) {
        return client.gets(job.path()).json().path("state").stringValue("none");
    }

    @Test
    void jobsAreCancelledByLabelAndOnlyTheCallersOwn() {
        Created first = creates("ml", 1, school);
        Created second = creates("ml", 1, school);
        Created otherWeek = creates("ml", 2, school);
        Created foreign = creates("ml", 1, other);

        Answer cancelled =
                client.sends("POST", "/api/v1/jobs/cancel?label=course:ml&label=week:1", null, "Authorization", school);
        Answer again =
                client.sends("POST", "/api/v1/jobs/cancel?label=course:ml&label=week:1", null, "Authorization", school);

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text()).isEqualTo("{\"changed\":2,\"unchanged\":[],\"more\":false}");
        assertThat(state(first)).isEqualTo("cancelled");
        assertThat(state(second)).isEqualTo("cancelled");
        assertThat(state(otherWeek)).isIn("queued", "running");
        assertThat(state(foreign)).isIn("queued", "running");
        assertThat(again.json().get("changed").intValue()).isZero();
    }

    @Test
    void jobsAreDeletedByLabelAndState() {
        Created ended = creates("ml", 1, school);
        client.sends("POST", "/api/v1/jobs/cancel?label=course:ml", null, "Authorization", school);
        Created running = creates("ml", 1, school);
        Created foreign = creates("ml", 1, other);

        Answer deleted =
                client.sends("DELETE", "/api/v1/jobs?label=course:ml&state=cancelled", null, "Authorization", school);

        assertThat(deleted.json().get("changed").intValue()).isEqualTo(1);
        assertThat(client.gets(ended.path()).status()).isEqualTo(404);
        assertThat(client.gets(running.path()).status()).isEqualTo(200);
        Answer rest = client.sends("DELETE", "/api/v1/jobs?label=course:ml", null, "Authorization", school);
        assertThat(rest.json().get("changed").intValue()).isEqualTo(1);
        assertThat(client.gets(running.path()).status()).isEqualTo(404);
        assertThat(client.gets(foreign.path()).status()).isEqualTo(200);
    }

    @Test
    void aSelectionNeedsAKeyAndALabel() {
        assertThat(client.sends("DELETE", "/api/v1/jobs?label=course:ml", null).status())
                .isEqualTo(401);
        assertThat(client.sends("POST", "/api/v1/jobs/cancel?label=course:ml", null)
                        .status())
                .isEqualTo(401);
        for (String method : new String[] {"DELETE /api/v1/jobs", "POST /api/v1/jobs/cancel"}) {
            String[] call = method.split(" ", 2);
            Answer answer = client.sends(call[0], call[1], null, "Authorization", school);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text()).contains("label");
        }
    }

    @Test
    void theOwnerKeepsAnEndedJobForLonger() {
        Created job = creates("ml", 1, school);
        String retention = "/retention";

        Answer early = client.controls(job, "PUT", retention, "{'days': 14}");
        client.controls(job, "POST", "/cancel", null);
        Answer kept = client.controls(job, "PUT", retention, "{'days': 14}");
        Answer tooLong = client.controls(job, "PUT", retention, "{'days': 31}");
        Answer missing = client.controls(job, "PUT", retention, "{}");
        Answer foreign = client.sends("PUT", job.path() + retention, "{'days': 2}", "Authorization", other);

        assertThat(early.status()).isEqualTo(409);
        assertThat(kept.status()).isEqualTo(200);
        var shown = client.gets(job.path()).json();
        assertThat(Duration.between(
                        Instant.parse(shown.get("finishedAt").stringValue()),
                        Instant.parse(shown.get("expiresAt").stringValue())))
                .isEqualTo(Duration.ofDays(14));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text()).contains("/days", "30");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(client.gets("/api/v1/catalog")
                        .json()
                        .at("/serviceLimits/maxRetentionDays")
                        .intValue())
                .isEqualTo(30);
    }
}
