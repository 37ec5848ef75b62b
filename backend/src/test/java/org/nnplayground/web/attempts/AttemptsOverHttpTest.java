package org.nnplayground.web.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.attempt.AttemptStore;
import org.nnplayground.course.ExerciseBook;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.Solution;
import org.nnplayground.web.Client.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Graded attempts, from the launch to the gradebook. */
class AttemptsOverHttpTest extends GradedLinkTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String EXERCISE = "small-network";

    @Autowired
    private AttemptStore store;

    @Autowired
    private ExerciseBook book;

    /**
     * The platform offers the members of the course. {@link #scopes} has no scope for it: asking would be a violation.
     */
    @Override
    void addTo(Map<String, Object> claims) {
        claims.put(
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
                Map.of("context_memberships_url", platform.address("/members"), "service_versions", List.of("2.0")));
    }

    private static Map<String, String> graded(int attempts) {
        return Map.of("content", "/exercises/" + EXERCISE, "mode", "graded", "attempts", "" + attempts);
    }

    private String student(String subject) {
        return launches(subject, "Learner", graded(2));
    }

    /** Answers the first steps of an attempt rightly, and no other. */
    private Answer answers(String bearer, JsonNode attempt, int steps) {
        String id = attempt.path("id").stringValue();
        long seed = Objects.requireNonNull(store.find(id).block()).seed();
        ExerciseSheet sheet = book.exercise(EXERCISE).sheet(seed);
        Solution solution = Solution.rounded(sheet);
        Map<String, Object> answers = new LinkedHashMap<>();
        IntStream.range(0, Math.min(steps, sheet.steps().size()))
                .forEach(s -> answers.put(
                        sheet.steps().get(s).id(), solution.steps().get(s).values()));
        String body = JSON.writeValueAsString(Map.of("answers", answers));
        return sends(bearer, "POST", "/lti/attempts/" + id + "/answers", body);
    }

    @Test
    void anAttemptIsGradedAndItsScoreReachesTheGradebook() throws InterruptedException {
        String bearer = student("ann");
        assertThat(gets(bearer, "/lti/attempts").json())
                .isEqualTo(JSON.readTree("{\"allowed\":2,\"open\":null,\"closed\":[],\"best\":null}"));

        JsonNode attempt = opens(bearer);
        JsonNode practice = client.gets("/api/v1/exercises/" + EXERCISE).json();
        assertThat(attempt.path("sheet").propertyNames())
                .containsExactlyInAnyOrderElementsOf(practice.propertyNames())
                .doesNotContain("seed");
        assertThat(gets(bearer, "/lti/attempts").json().path("open")).isEqualTo(attempt);

        Answer graded = answers(bearer, attempt, 99);

        assertThat(graded.status()).as(graded.text()).isEqualTo(200);
        int all = graded.json().path("maxPoints").intValue();
        assertThat(graded.json().path("right").booleanValue()).isTrue();
        assertThat(graded.json().has("seed")).isFalse();
        assertThat(graded.json().path("solution").isArray()).isTrue();
        assertThat(graded.json().path("attempt"))
                .isEqualTo(
                        JSON.readTree("{\"number\":1,\"points\":%d,\"maxPoints\":%d,\"left\":1}".formatted(all, all)));
        assertThat(gets(bearer, "/lti/attempts")
                        .json()
                        .path("best")
                        .path("points")
                        .intValue())
                .isEqualTo(all);
        assertThat(shown("ann")).isEqualTo(all + "/" + all);
    }

    @Test
    void anAttemptIsAnsweredOnceAndItsSolutionIsShownEvenIfAnswersAreMissing() {
        String bearer = student("bob");
        JsonNode attempt = opens(bearer);
        Answer invalid = sends(
                bearer,
                "POST",
                "/lti/attempts/" + attempt.path("id").stringValue() + "/answers",
                "{'answers': {'x': 1}}");
        assertThat(invalid.status()).as("an invalid body does not count").isEqualTo(422);

        Answer graded = answers(bearer, attempt, 1);
        Answer again = answers(bearer, attempt, 99);

        assertThat(graded.status()).isEqualTo(200);
        assertThat(graded.json().path("right").booleanValue()).isFalse();
        assertThat(graded.json().path("solution").size())
                .isEqualTo(graded.json().path("steps").size());
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void noMoreAttemptsThanAllowedAndTheBestOneCounts() {
        String bearer = student("cid");
        Answer better = answers(bearer, opens(bearer), 2);
        assertThat(sends(bearer, "POST", "/lti/attempts", "{}").status()).isEqualTo(201);
        assertThat(sends(bearer, "POST", "/lti/attempts", "{}").status())
                .as("one is open")
                .isEqualTo(409);
        JsonNode open = gets(bearer, "/lti/attempts").json().path("open");
        Answer worse = answers(bearer, open, 0);

        assertThat(worse.json().path("attempt").path("left").intValue()).isZero();
        assertThat(sends(bearer, "POST", "/lti/attempts", "{}").status())
                .as("none is left")
                .isEqualTo(409);
        JsonNode list = gets(bearer, "/lti/attempts").json();
        assertThat(list.path("closed").size()).isEqualTo(2);
        assertThat(list.path("best").path("points")).isEqualTo(better.json().path("points"));
    }

    @Test
    void twoTabsShareAnAttempt() {
        String one = student("dan");
        String other = student("dan");

        List<Integer> statuses = Objects.requireNonNull(Flux.just(one, other)
                .flatMap(tab -> Mono.fromSupplier(
                                () -> sends(tab, "POST", "/lti/attempts", "{}").status())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block());

        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        assertThat(gets(one, "/lti/attempts").json())
                .isEqualTo(gets(other, "/lti/attempts").json());
    }

    @Test
    void attemptsAreForStudentsOnly() {
        JsonNode attempt = opens(student("eve"));
        String teacher = launches("eve", "Instructor", graded(2));
        String anonymous = launches(null, "Learner", graded(2));
        String guest = launches("guest", "Member", graded(2));
        String practice = launches("eve", "Learner", Map.of("content", "/exercises/" + EXERCISE));

        for (String bearer : List.of(teacher, anonymous, guest)) {
            assertThat(sends(bearer, "POST", "/lti/attempts", "{}").status()).isEqualTo(403);
            assertThat(gets(bearer, "/lti/attempts").status()).isEqualTo(403);
            assertThat(answers(bearer, attempt, 99).status()).isEqualTo(403);
        }
        assertThat(sends(practice, "POST", "/lti/attempts", "{}").status()).isEqualTo(409);
        assertThat(answers(student("frank"), attempt, 99).status())
                .as("another student")
                .isEqualTo(404);
        assertThat(client.gets("/lti/attempts").status()).isEqualTo(401);
        assertThat(gets("wrong", "/lti/class").status()).isEqualTo(401);
    }

    @Test
    void aTeacherSeesTheClassByPseudonym() {
        String bearer = student("=cmd()");
        answers(bearer, opens(bearer), 2);
        opens(bearer);
        String teacher = launches("teacher", "Instructor", graded(2));

        JsonNode table = gets(teacher, "/lti/class").json();
        Answer csv = gets(teacher, "/lti/class.csv");

        JsonNode row = table.path("students").path(0);
        assertThat(table.path("students").size()).isEqualTo(1);
        assertThat(table.path("names").stringValue()).as("by default").isEqualTo("off");
        assertThat(row.path("student").stringValue()).matches("S-[0-9a-f]{8}");
        assertThat(row.path("attempts").intValue()).isEqualTo(1);
        assertThat(table.path("maxPoints")).isEqualTo(row.path("maxPoints"));
        assertThat(table.path("steps").path(0).path("name").stringValue()).startsWith("1. ");
        assertThat(table.path("steps").path(0).path("answered").intValue()).isEqualTo(1);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        String[] lines = csv.text().split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).isEqualTo("student,attempts,points,maxPoints,lastAt");
        assertThat(lines[1].split(","))
                .startsWith(row.path("student").stringValue(), "1")
                .as("no cell is a formula")
                .allMatch(cell -> cell.matches("[A-Za-z0-9].*"));
        assertThat(table.toString() + csv.text()).doesNotContain("cmd");
        assertThat(gets(bearer, "/lti/class").status()).isEqualTo(403);
        assertThat(gets(bearer, "/lti/class.csv").status()).isEqualTo(403);
    }
}
