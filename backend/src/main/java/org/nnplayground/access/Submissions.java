package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.JobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/**
 * Creates a job only once for each {@code Idempotency-Key}. The job's id is stored with the key before the job is
 * created, so after a crash the store shows whether the job exists.
 */
public final class Submissions {

    private static final Logger log = LoggerFactory.getLogger(Submissions.class);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Maximum time to create a job; an older submission without a job has failed. */
    private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(1);

    /** How long a key is valid. */
    public static final Duration RETENTION = Duration.ofHours(24);

    /** Maximum number of stored keys per owner; callers without API key share one scope. */
    public static final int MAX_PER_SCOPE = 100_000;

    private final SubmissionStore submissions;
    private final JobStore jobs;
    private final InstantSource clock;

    Submissions(SubmissionStore submissions, JobStore jobs, InstantSource clock) {
        this.submissions = submissions;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Creates the job of a request, or returns the job that the same request created before.
     *
     * @param key the {@code Idempotency-Key}; null for none
     * @param body of the request; a repetition must have the same
     * @param id of the job if it is created now
     * @param make creates the job with an id
     * @return fails with {@code KEY_REUSED} if the key was used with another body, {@code KEY_IN_USE} while the job is
     *     being created, {@code NOT_FOUND} if it was deleted, {@code INVALID_REQUEST} for a malformed key
     */
    public Mono<Job> once(
            Caller caller, @Nullable String key, String body, String id, Function<String, Mono<Job>> make) {
        return once(caller, key, body, id, make, jobs::find);
    }

    /**
     * The same for something else than a job.
     *
     * @param find finds what was created under an id; empty if it does not exist
     */
    public <T> Mono<T> once(
            Caller caller,
            @Nullable String key,
            String body,
            String id,
            Function<String, Mono<T>> make,
            Function<String, Mono<T>> find) {
        if (key == null) {
            return make.apply(id);
        }
        String name = unquoted(key);
        requireKey(caller, name);
        String owner = caller.owner();
        var wanted = new Submission(owner == null ? "" : owner, name, fingerprint(body), id, clock.instant(), false);
        return submissions
                .reserve(wanted)
                .flatMap(kept -> kept.job().equals(id) ? create(wanted, make) : repeat(kept, wanted, make, find));
    }

    private <T> Mono<T> create(Submission submission, Function<String, Mono<T>> make) {
        return make.apply(submission.job())
                .onErrorResume(e -> submissions.release(submission).then(Mono.error(e)))
                .flatMap(job ->
                        submissions.replace(submission, submission.completed()).thenReturn(job));
    }

    private <T> Mono<T> repeat(
            Submission kept, Submission wanted, Function<String, Mono<T>> make, Function<String, Mono<T>> find) {
        if (!kept.fingerprint().equals(wanted.fingerprint())) {
            return Mono.error(new PlaygroundException(ProblemType.KEY_REUSED, Message.of("idempotency.reused")));
        }
        return find.apply(kept.job()).switchIfEmpty(Mono.defer(() -> {
            if (kept.done()) {
                return Mono.error(new PlaygroundException(ProblemType.NOT_FOUND, Message.of("idempotency.job-gone")));
            }
            if (kept.at().plus(CREATION_TIMEOUT).isAfter(clock.instant())) {
                return Mono.error(new TryLaterException(
                        ProblemType.KEY_IN_USE, Message.of("idempotency.in-use"), Duration.ofSeconds(1)));
            }
            return submissions
                    .replace(kept, wanted)
                    .flatMap(replaced -> replaced
                            ? create(wanted, make)
                            : submissions.reserve(wanted).flatMap(now -> repeat(now, wanted, make, find)));
        }));
    }

    /** The header may be a quoted string, as in its draft standard, or the bare key. */
    private static String unquoted(String key) {
        return key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
    }

    private static void requireKey(Caller caller, String key) {
        if (caller.key() == null && !UUID.matcher(key).matches()) {
            throw PlaygroundException.invalid("", Message.of("idempotency.not-uuid"));
        }
        if (!KEY.matcher(key).matches()) {
            throw PlaygroundException.invalid("", Message.of("idempotency.not-a-key"));
        }
    }

    private static String fingerprint(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void expire() {
        Instant before = clock.instant().minus(RETENTION);
        submissions
                .expire(before, MAX_PER_SCOPE)
                .subscribe(
                        expired -> {},
                        e -> log.warn(
                                "Expired idempotency keys could not be deleted; retrying later: {}", e.toString()));
    }
}
