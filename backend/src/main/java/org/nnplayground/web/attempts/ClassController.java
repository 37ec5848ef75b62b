package org.nnplayground.web.attempts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.text.Collator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.Assignment;
import org.nnplayground.attempt.Attempts;
import org.nnplayground.attempt.ClassResults;
import org.nnplayground.attempt.ClassResults.StudentResult;
import org.nnplayground.attempt.ClassResults.Unfinished;
import org.nnplayground.attempt.MembershipReader;
import org.nnplayground.attempt.StudentHashes;
import org.nnplayground.course.ExerciseBook;
import org.nnplayground.course.ExerciseBook.WordedSheet;
import org.nnplayground.course.Prose;
import org.nnplayground.course.Step;
import org.nnplayground.goal.GoalFormat;
import org.nnplayground.goal.Target;
import org.nnplayground.lti.Launch;
import org.nnplayground.lti.LtiSession;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.lti.LtiBearer;
import org.nnplayground.web.request.RequestValues;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Shows teachers what their class has achieved; students by pseudonym, and by name if operator and platform allow it.
 */
@RestController
@ConditionalOnBooleanProperty("playground.lti.enabled")
class ClassController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final Attempts attempts;
    private final MembershipReader memberships;
    private final StudentHashes hashes;
    private final ExerciseBook book;
    private final GoalFormat goals;
    private final LtiBearer bearer;

    ClassController(
            Attempts attempts,
            MembershipReader memberships,
            StudentHashes hashes,
            ExerciseBook book,
            GoalFormat goals,
            LtiBearer bearer) {
        this.attempts = attempts;
        this.memberships = memberships;
        this.hashes = hashes;
        this.book = book;
        this.goals = goals;
        this.bearer = bearer;
    }

    /**
     * @param maxPoints of the exercise with its own numbers
     * @param goal targets of a training goal, in words; absent from an exercise
     * @param names {@code off}, {@code shown}, or why there are none: {@code refused} or {@code unavailable}
     * @param unfinished students of the course without a closed attempt; empty unless names are shown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClassBody(
            int maxPoints,
            @Nullable List<String> goal,
            String names,
            List<StudentBody> students,
            List<UnfinishedBody> unfinished,
            List<StepBody> steps) {

        private static ClassBody of(
                int maxPoints, @Nullable List<String> goal, ClassResults results, UnaryOperator<String> nameOfStep) {
            return new ClassBody(
                    maxPoints,
                    goal,
                    results.names().name().toLowerCase(Locale.ROOT),
                    results.students().stream().map(StudentBody::of).toList(),
                    results.unfinished().stream().map(UnfinishedBody::of).toList(),
                    results.steps().stream()
                            .map(step -> new StepBody(nameOfStep.apply(step.step()), step.answered(), step.wrong()))
                            .toList());
        }
    }

    /**
     * @param student pseudonym
     * @param name absent if there is none
     * @param points of the best attempt
     * @param maxPoints of the best attempt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StudentBody(String student, @Nullable String name, int attempts, int points, int maxPoints, Instant lastAt) {

        private static StudentBody of(StudentResult result) {
            return new StudentBody(
                    result.pseudonym(),
                    result.name(),
                    result.attempts(),
                    result.points(),
                    result.maxPoints(),
                    result.lastAt());
        }
    }

    /**
     * @param student pseudonym
     * @param name absent if there is none
     * @param started whether an attempt is open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UnfinishedBody(String student, @Nullable String name, boolean started) {

        private static UnfinishedBody of(Unfinished student) {
            return new UnfinishedBody(student.pseudonym(), student.name(), student.started());
        }
    }

    record StepBody(String name, int answered, int wrong) {}

    /** An assignment and its results. */
    private record Results(Assignment assignment, ClassResults results) {}

    private Mono<Results> results(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Collator order = Collator.getInstance(
                Locale.forLanguageTag(RequestValues.language(headers).tag()));
        return bearer.session(headers)
                .map(LtiSession::launch)
                .map(ClassController::requireTeacher)
                .flatMap(launch -> {
                    Assignment assignment = Assignment.of(launch);
                    return attempts.ofClass(assignment)
                            .zipWith(
                                    memberships.read(launch),
                                    (all, roster) -> new Results(
                                            assignment, ClassResults.of(assignment, all, roster, hashes, order)));
                });
    }

    private static Launch requireTeacher(Launch launch) {
        if (!launch.isTeacher()) {
            throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("attempt.teachers-only"));
        }
        return launch;
    }

    @GetMapping(path = "/lti/class", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<ClassBody>> table(ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        return results(exchange)
                .map(found -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .body(body(found, language)));
    }

    private ClassBody body(Results found, Language language) {
        String goal = found.assignment().goal();
        if (goal != null) {
            List<Target> targets = goals.read(goal).targets();
            return ClassBody.of(
                    targets.size(),
                    targets.stream().map(target -> target.words().in(language)).toList(),
                    found.results(),
                    step -> words(step, targets, language));
        }
        WordedSheet sheet = book.sheet(found.assignment().exercise(), null, language);
        return ClassBody.of(
                sheet.sheet().steps().stream().mapToInt(Step::size).sum(),
                null,
                found.results(),
                step -> name(step, sheet));
    }

    private static String words(String name, List<Target> targets, Language language) {
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .map(target -> target.words().in(language))
                .orElse(name);
    }

    /** The step's number and what it asks; its id if the exercise asks it with other numbers only. */
    private static String name(String id, WordedSheet sheet) {
        List<String> ids = sheet.sheet().steps().stream().map(Step::id).toList();
        int index = ids.indexOf(id);
        if (index < 0) {
            return id;
        }
        String prompt = sheet.steps().get(index).prompt().paragraphs().getFirst().stream()
                .map(piece -> switch (piece) {
                    case Prose.Words(String text) -> text;
                    case Prose.Formula(String tex) -> tex;
                })
                .collect(Collectors.joining());
        return (index + 1) + ". " + prompt;
    }

    @GetMapping(path = "/lti/class.csv", produces = "text/csv")
    Mono<ResponseEntity<String>> csv(ServerWebExchange exchange) {
        return results(exchange)
                .map(found -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(CSV)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"class.csv\"")
                        .body(ClassTable.of(found.results())));
    }
}
