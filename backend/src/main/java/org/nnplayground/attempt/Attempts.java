package org.nnplayground.attempt;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Grade;
import org.nnplayground.goal.Goal;
import org.nnplayground.goal.GoalProgress;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/**
 * Attempts of students at graded exercises. A student has at most one open attempt at an exercise, and as many as the
 * teacher allows in all. The best one counts.
 */
public final class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Attempts.class);
    private static final int ID_BYTES = 16;

    private final AttemptStore store;
    private final StudentHashes hashes;
    private final AttemptSettings settings;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final PeriodicTask deletions = new PeriodicTask();

    Attempts(AttemptStore store, StudentHashes hashes, AttemptSettings settings, InstantSource clock) {
        this.store = store;
        this.hashes = hashes;
        this.settings = settings;
        this.clock = clock;
    }

    /** A student's attempts at an assignment, by number. */
    public Mono<List<Attempt>> of(Student student, Assignment assignment) {
        return store.of(student, assignment.exercise()).collectList();
    }

    /** The best of closed attempts; of equal ones the earliest. */
    public static Optional<Attempt> best(List<Attempt> attempts) {
        return attempts.stream().filter(attempt -> !attempt.isOpen()).min(Attempt.BEST_FIRST);
    }

    /**
     * Opens the student's next attempt.
     *
     * @return fails with {@code ILLEGAL_STATE} if one is open, or none is left
     */
    public Mono<Attempt> open(Student student, Assignment assignment) {
        return of(student, assignment).flatMap(earlier -> {
            if (earlier.stream().anyMatch(Attempt::isOpen)) {
                return Mono.error(alreadyOpen());
            }
            if (earlier.size() >= assignment.allowed()) {
                return Mono.error(new PlaygroundException(
                        ProblemType.ILLEGAL_STATE, Message.of("attempt.none-left", assignment.allowed())));
            }
            int number = earlier.isEmpty() ? 1 : earlier.getLast().number() + 1;
            var attempt = new Attempt(
                    id(),
                    student,
                    assignment.exercise(),
                    number,
                    hashes.seed(student, assignment.exercise(), number),
                    now(),
                    assignment.goal() == null ? null : new Attempt.Training(assignment.goal(), GoalProgress.NONE),
                    null);
            return store.open(attempt).flatMap(opened -> opened ? Mono.just(attempt) : Mono.error(alreadyOpen()));
        });
    }

    private static PlaygroundException alreadyOpen() {
        return new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("attempt.open"));
    }

    private String id() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * An open attempt of a student.
     *
     * @return fails with {@code NOT_FOUND} if the student has no such attempt at the assignment, {@code ILLEGAL_STATE}
     *     if it is closed
     */
    public Mono<Attempt> openOf(Student student, Assignment assignment, String id) {
        return store.find(id)
                .filter(attempt ->
                        attempt.student().equals(student) && attempt.exercise().equals(assignment.exercise()))
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.NOT_FOUND, Message.of("attempt.unknown", id))))
                .flatMap(attempt -> attempt.isOpen() ? Mono.just(attempt) : Mono.error(alreadyClosed()));
    }

    private static PlaygroundException alreadyClosed() {
        return new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("attempt.closed"));
    }

    /**
     * Closes an attempt. If the platform takes scores, the best attempt's score is due in the same transaction.
     *
     * @return the closed attempt; fails with {@code ILLEGAL_STATE} if it was closed meanwhile
     */
    public Mono<Attempt> close(Attempt open, Assignment assignment, Grade grade) {
        return close(open, assignment, now -> Attempt.Result.of(grade, now));
    }

    /** Closes an attempt at a training goal, with the targets that it has reached; otherwise as above. */
    public Mono<Attempt> close(Attempt open, Assignment assignment, Goal goal, GoalProgress progress) {
        return close(open, assignment, now -> Attempt.Result.of(progress, goal, now));
    }

    private Mono<Attempt> close(Attempt open, Assignment assignment, Function<Instant, Attempt.Result> result) {
        return of(open.student(), assignment).flatMap(all -> {
            Instant now = now();
            Attempt closed = open.closed(result.apply(now));
            return store.close(closed, score(all, closed, assignment.gradebook()), now)
                    .flatMap(done -> done ? Mono.just(closed) : Mono.error(alreadyClosed()));
        });
    }

    private static @Nullable Score score(List<Attempt> all, Attempt closed, Score.@Nullable Gradebook gradebook) {
        if (gradebook == null) {
            return null;
        }
        List<Attempt> now = Stream.concat(all.stream(), Stream.of(closed)).toList();
        return Score.of(best(now).orElse(closed), gradebook);
    }

    /** All attempts at an assignment, by student and number. */
    public Mono<List<Attempt>> ofClass(Assignment assignment) {
        return store.ofClass(assignment.activity(), assignment.exercise()).collectList();
    }

    /**
     * Deletes attempts and scores.
     *
     * @param link null for all links of the platform
     * @param student subject or pseudonym; null for all students
     * @return the number of deleted attempts
     */
    public Mono<Long> forget(String platform, @Nullable String link, @Nullable String student) {
        return student == null
                ? store.delete(platform, link, null)
                : store.subjects(platform)
                        .filter(subject -> subject.equals(student)
                                || hashes.pseudonym(platform, subject).equals(student))
                        .concatMap(subject -> store.delete(platform, link, subject))
                        .reduce(0L, Long::sum);
    }

    /** Deletes what is older than the retention time. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteOld() {
        deletions.start(
                () -> store.deleteBefore(clock.instant().minus(settings.retention())),
                e -> log.warn("Attempts: deleting old ones failed; trying again in an hour: {}", e.toString()));
    }

    /** In milliseconds, which every database stores exactly. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
