package org.nnplayground.web.attempts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.attempt.Assignment;
import org.nnplayground.attempt.Attempt;
import org.nnplayground.attempt.Attempts;
import org.nnplayground.attempt.GoalAttempts;
import org.nnplayground.attempt.Student;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.Violations;
import org.nnplayground.course.ExerciseBook;
import org.nnplayground.course.ExerciseBook.WordedGrade;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.goal.Goal;
import org.nnplayground.goal.GoalProgress;
import org.nnplayground.lti.LtiSession;
import org.nnplayground.problem.Language;
import org.nnplayground.web.attempts.AttemptBody.GradedBody;
import org.nnplayground.web.attempts.AttemptBody.ListBody;
import org.nnplayground.web.attempts.AttemptBody.ProgressBody;
import org.nnplayground.web.course.AnswerReader;
import org.nnplayground.web.lti.LtiBearer;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.RequestValues;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Opens attempts of students, and grades their answers. */
@RestController
@ConditionalOnBooleanProperty("playground.lti.enabled")
@RequestMapping(path = "/lti/attempts", produces = MediaType.APPLICATION_JSON_VALUE)
class AttemptController {

    private static final int MAX_JOB_ID = 32;

    private final Attempts attempts;
    private final GoalAttempts goals;
    private final ExerciseBook book;
    private final JsonBody body;
    private final AnswerReader answers;
    private final LtiBearer bearer;

    AttemptController(
            Attempts attempts,
            GoalAttempts goals,
            ExerciseBook book,
            JsonBody body,
            AnswerReader answers,
            LtiBearer bearer) {
        this.attempts = attempts;
        this.goals = goals;
        this.book = book;
        this.body = body;
        this.answers = answers;
        this.bearer = bearer;
    }

    /** A student at an assignment, and the language of the page. */
    private record Seat(Student student, Assignment assignment, Language language) {}

    private Mono<Seat> seat(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        Language language = RequestValues.language(headers);
        return bearer.session(headers).map(LtiSession::launch).map(launch -> {
            Assignment assignment = Assignment.of(launch);
            return new Seat(assignment.student(launch), assignment, language);
        });
    }

    @GetMapping
    Mono<ResponseEntity<ListBody>> list(ServerWebExchange exchange) {
        return seat(exchange)
                .flatMap(seat -> attempts.of(seat.student(), seat.assignment())
                        .map(all -> inWords(
                                HttpStatus.OK,
                                seat.language(),
                                ListBody.of(all, seat.assignment().allowed(), book, seat.language()))));
    }

    @PostMapping
    Mono<ResponseEntity<AttemptBody>> open(ServerWebExchange exchange) {
        return seat(exchange).flatMap(seat -> {
            if (seat.assignment().goal() == null) {
                book.exercise(seat.assignment().exercise()); // fails before an attempt is counted
            }
            return attempts.open(seat.student(), seat.assignment())
                    .map(opened -> inWords(
                            HttpStatus.CREATED, seat.language(), AttemptBody.of(opened, book, seat.language())));
        });
    }

    @PostMapping("/{id}/answers")
    Mono<ResponseEntity<?>> answer(@PathVariable String id, ServerWebExchange exchange) {
        return seat(exchange)
                .flatMap(seat -> attempts.openOf(seat.student(), seat.assignment(), id)
                        .flatMap(open -> body.<ResponseEntity<?>>read(
                                exchange,
                                json -> open.training() == null
                                        ? close(seat, open, json).map(graded -> graded)
                                        : progress(seat, open, json, true).map(closed -> closed))));
    }

    /** Reads from the student's job whether a training goal is reached; then the attempt is closed. */
    @PostMapping("/{id}/progress")
    Mono<ResponseEntity<ProgressBody>> progress(@PathVariable String id, ServerWebExchange exchange) {
        return seat(exchange)
                .flatMap(seat -> attempts.openOf(seat.student(), seat.assignment(), id)
                        .flatMap(open -> body.read(exchange, json -> progress(seat, open, json, false))));
    }

    /**
     * @param json names the job; without it nothing new is reached
     * @param handsIn whether the attempt is closed even if the goal is not reached
     */
    private Mono<ResponseEntity<ProgressBody>> progress(Seat seat, Attempt open, JsonNode json, boolean handsIn) {
        String job = job(json);
        return (job == null ? Mono.just(open) : goals.progress(open, job)).flatMap(progressed -> {
            Goal goal = goals.goal(progressed);
            GoalProgress progress =
                    Objects.requireNonNull(progressed.training()).progress();
            int all = goal.targets().size();
            return handsIn || progress.reached() == all
                    ? attempts.close(progressed, seat.assignment(), goal, progress)
                            .flatMap(closed -> left(seat)
                                    .map(left -> inWords(
                                            HttpStatus.OK,
                                            seat.language(),
                                            new ProgressBody(
                                                    progress.reached(), all, AttemptBody.resultBody(closed, left)))))
                    : Mono.just(
                            inWords(HttpStatus.OK, seat.language(), new ProgressBody(progress.reached(), all, null)));
        });
    }

    private static @Nullable String job(JsonNode json) {
        var violations = new Violations();
        JsonFields fields = JsonFields.of(json, "", violations);
        String job = fields.text("job", MAX_JOB_ID);
        fields.done();
        violations.throwIfAny();
        return job;
    }

    private Mono<Integer> left(Seat seat) {
        return attempts.of(seat.student(), seat.assignment())
                .map(all -> Math.max(0, seat.assignment().allowed() - all.size()));
    }

    private Mono<ResponseEntity<GradedBody>> close(Seat seat, Attempt open, JsonNode json) {
        ExerciseSheet sheet = book.exercise(open.exercise()).sheet(open.seed()).withoutSeed();
        WordedGrade grade = book.finalGrade(sheet, answers.read(json, sheet), seat.language());
        return attempts.close(open, seat.assignment(), grade.grade())
                .flatMap(closed -> left(seat)
                        .map(left -> inWords(HttpStatus.OK, seat.language(), GradedBody.of(grade, closed, left))));
    }

    private static <T> ResponseEntity<T> inWords(HttpStatus status, Language language, T body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(body);
    }
}
