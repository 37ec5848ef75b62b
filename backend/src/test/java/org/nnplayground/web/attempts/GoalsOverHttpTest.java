package org.nnplayground.web.attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.attempt.Attempt;
import org.nnplayground.attempt.AttemptStore;
import org.nnplayground.web.Client.Answer;
import org.nnplayground.web.Client.Created;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Attempts at a training goal: what counts is what the server knows of the student's job. */
class GoalsOverHttpTest extends GradedLinkTest {

    private static final String EASY = "{'metric': 'trainLoss', 'atMost': 0.4}";
    private static final String IMPOSSIBLE = "{'metric': 'trainLoss', 'atMost': -1}";

    @Autowired
    private AttemptStore store;

    private static String spec() {
        return XOR.strip().replaceFirst("'spec': ", "").replace("'xorTable'", "'xorTable', 'seed': 3");
    }

    private String student(String subject, String targets, String rules) {
        return launches(subject, "Learner", link(targets, rules));
    }

    private static Map<String, String> link(String targets, String rules) {
        String goal = "{'goals': [%s], %s, 'spec': %s}".formatted(targets, rules, spec());
        return Map.of(
                "content", "/#dataset=xor",
                "mode", "graded",
                "attempts", "2",
                "goal", goal.replace('\'', '"').replaceAll("\\s+", " "));
    }

    private String locked(String subject) {
        return student(
                subject, EASY, "'locks': ['data', 'training', 'parameters'], 'limits': {'neurons': 4, 'layers': 1}");
    }

    private Created job(String label, String spec) {
        return client.creates("{'mode': 'live', 'labels': {%s}, 'spec': %s}".formatted(label, spec));
    }

    private static String label(JsonNode attempt) {
        return "'attempt': '" + attempt.path("id").stringValue() + "'";
    }

    private void trains(Created job) {
        Answer trained = client.controls(job, "POST", "/step", "{'count': 300}");
        assertThat(trained.status()).as(trained.text()).isEqualTo(200);
    }

    private Answer progress(String bearer, JsonNode attempt, String job) {
        return sends(
                bearer,
                "POST",
                "/lti/attempts/" + attempt.path("id").stringValue() + "/progress",
                "{'job': '" + job + "'}");
    }

    private Answer handsIn(String bearer, JsonNode attempt, String body) {
        return sends(bearer, "POST", "/lti/attempts/" + attempt.path("id").stringValue() + "/answers", body);
    }

    @Test
    void theServerClosesTheAttemptWhenTheJobHasReachedTheGoal() throws InterruptedException {
        String bearer = locked("ann");
        JsonNode attempt = opens(bearer);
        assertThat(attempt.propertyNames()).containsExactlyInAnyOrder("id", "number", "reached");
        Created job = job(label(attempt), spec());
        assertThat(progress(bearer, attempt, job.id()).json().path("reached").intValue())
                .isZero();
        trains(job);

        Answer reached = progress(bearer, attempt, job.id());

        assertThat(reached.text())
                .isEqualTo("{\"reached\":1,\"goals\":1,"
                        + "\"attempt\":{\"number\":1,\"points\":1,\"maxPoints\":1,\"left\":1}}");
        assertThat(progress(bearer, attempt, job.id()).status()).isEqualTo(409);
        assertThat(shown("ann")).isEqualTo("1/1");
        JsonNode list = gets(bearer, "/lti/attempts").json();
        assertThat(list.path("closed").path(0).path("points").intValue()).isEqualTo(1);
    }

    @Test
    void aStudentHandsInWhatIsReached() throws InterruptedException {
        String bearer = student("bob", EASY + ", " + IMPOSSIBLE, "'limits': {'epochs': 1000}");
        JsonNode attempt = opens(bearer);
        Created job = job(label(attempt), spec());
        trains(job);
        assertThat(progress(bearer, attempt, job.id()).json().path("attempt").isNull())
                .isTrue();
        assertThat(gets(bearer, "/lti/attempts")
                        .json()
                        .path("open")
                        .path("reached")
                        .intValue())
                .isEqualTo(1);

        Answer closed = handsIn(bearer, attempt, "{}");

        assertThat(closed.json().path("attempt").path("points").intValue()).isEqualTo(1);
        assertThat(closed.json().path("attempt").path("maxPoints").intValue()).isEqualTo(2);
        assertThat(shown("bob")).isEqualTo("1/2");
    }

    @ParameterizedTest
    @CsvSource({"en, Training loss at most 0.4, Training loss at most -1", "zh-CN, 训练损失不超过 0.4, 训练损失不超过 -1"})
    void aTeacherReadsTheTargetsInWords(String language, String reached, String missed) {
        String targets = EASY + ", " + IMPOSSIBLE;
        String bearer = student("hal", targets, "'limits': {}");
        JsonNode attempt = opens(bearer);
        Created job = job(label(attempt), spec());
        trains(job);
        handsIn(bearer, attempt, "{'job': '" + job.id() + "'}");

        JsonNode table = client.sends(
                        "GET",
                        "/lti/class",
                        null,
                        "Authorization",
                        "Bearer " + launches("teacher", "Instructor", link(targets, "'limits': {}")),
                        "Accept",
                        "application/json",
                        "Accept-Language",
                        language)
                .json();

        assertThat(table.path("maxPoints").intValue()).isEqualTo(2);
        assertThat(table.path("goal").values())
                .extracting(JsonNode::stringValue)
                .containsExactly(reached, missed);
        assertThat(table.path("steps").values())
                .extracting(
                        step -> step.path("name").stringValue(),
                        step -> step.path("wrong").intValue())
                .containsExactly(tuple(reached, 0), tuple(missed, 1));
    }

    @Test
    void theJobOfAnotherPersonDoesNotCount() {
        String bearer = locked("cid");
        JsonNode attempt = opens(bearer);
        JsonNode others = opens(locked("dan"));
        Created unlabelled = job("", spec());
        Created othersJob = job(label(others), spec());
        trains(unlabelled);
        trains(othersJob);

        assertThat(progress(bearer, attempt, unlabelled.id()).status()).isEqualTo(409);
        assertThat(progress(bearer, attempt, othersJob.id()).status()).isEqualTo(409);
        assertThat(progress(bearer, attempt, "0".repeat(32)).status()).isEqualTo(404);
        assertThat(progress(bearer, others, othersJob.id()).status())
                .as("another student's attempt")
                .isEqualTo(404);
    }

    @Test
    void aJobOlderThanTheAttemptDoesNotCount() {
        String bearer = locked("eve");
        JsonNode attempt = opens(bearer);
        Created job = job(label(attempt), spec());
        trains(job);
        Attempt kept = Objects.requireNonNull(
                store.find(attempt.path("id").stringValue()).block());
        store.delete(kept.student().activity().platform(), null, "eve").block();
        store.open(new Attempt(
                        kept.id(),
                        kept.student(),
                        kept.exercise(),
                        1,
                        kept.seed(),
                        kept.openedAt().plus(Duration.ofHours(1)),
                        kept.training(),
                        null))
                .block();

        assertThat(progress(bearer, attempt, job.id()).status()).isEqualTo(409);
    }

    @Test
    void aJobWithAChangedLockedPartDoesNotCount() {
        String bearer = locked("fay");
        JsonNode attempt = opens(bearer);
        for (String spec : new String[] {
            spec().replace("xorTable", "xor"),
            spec().replace("0.3", "0.5"),
            spec().replace("'units': 4", "'units': 5"),
            spec().replace("'uniform'", "'he'")
        }) {
            Created job = job(label(attempt), spec);

            assertThat(progress(bearer, attempt, job.id()).status()).as(spec).isEqualTo(409);
        }
    }

    @Test
    void lockedControlsOfTheJobAreRefusedAlsoForAMoment() {
        JsonNode attempt = opens(locked("gil"));
        Created job = job(label(attempt), spec());
        JsonNode parameters = client.gets(job.path() + "/parameters").json();

        assertThat(client.controls(job, "PATCH", "", "{'learningRate': 1}").status())
                .isEqualTo(409);
        assertThat(client.controls(job, "PATCH", "", "{'batchSize': 1}").status())
                .isEqualTo(409);
        assertThat(client.controls(job, "PUT", "/spec", spec().replace("xorTable", "xor"))
                        .status())
                .isEqualTo(409);
        assertThat(client.controls(job, "PUT", "/spec", spec().replace("'units': 4", "'units': 5"))
                        .status())
                .isEqualTo(409);
        assertThat(client.controls(job, "PUT", "/parameters", "{'layers': " + parameters.path("layers") + "}")
                        .status())
                .isEqualTo(409);
        assertThat(client.controls(job, "PUT", "/spec", spec().replace("'units': 4", "'units': 3"))
                        .status())
                .as("what is not locked may change")
                .isEqualTo(200);
        trains(job);
    }
}
