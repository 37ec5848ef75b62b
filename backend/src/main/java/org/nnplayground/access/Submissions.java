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
 * Makes a job once, however often its client says so. The id of the job is kept with the client's key before the job is
 * made, so that after a crash in between the store itself tells whether there is one.
 */
public final class Submissions {

    private static final Logger log = LoggerFactory.getLogger(Submissions.class);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern UUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** To make a job takes less; a submission that is older and has no job came to nothing. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A key stands for its request so long. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** So many keys of one client are kept, the newest; those without API key have as many together. */
    public static final int MOST = 100_000;

    private final SubmissionStore submissions;
    private final JobStore jobs;
    private final InstantSource clock;

    Submissions(SubmissionStore submissions, JobStore jobs, InstantSource clock) {
        this.submissions = submissions;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * The job that a request makes, or has made before.
     *
     * @param key what the client calls the request, null where it will not repeat it
     * @param body of the request; a repetition has the same
     * @param id of the job if it is made now
     * @param make makes the job of an id
     * @return fails with {@code KEY_REUSED} where the key stood for another body, {@code KEY_IN_USE} while the job is
     *     being made, {@code NOT_FOUND} where it was deleted since, {@code INVALID_REQUEST} for a key that is none
     */
    public Mono<Job> once(
            Caller caller, @Nullable String key, String body, String id, Function<String, Mono<Job>> make) {
        if (key == null) {
            return make.apply(id);
        }
        String name = unquoted(key);
        requireKey(caller, name);
        String owner = caller.owner();
        var wanted = new Submission(owner == null ? "" : owner, name, fingerprint(body), id, clock.instant(), false);
        return submissions
                .reserve(wanted)
                .flatMap(kept -> kept.job().equals(id) ? make(wanted, make) : repeat(kept, wanted, make));
    }

    private Mono<Job> make(Submission submission, Function<String, Mono<Job>> make) {
        return make.apply(submission.job())
                .onErrorResume(e -> submissions.release(submission).then(Mono.error(e)))
                .flatMap(job ->
                        submissions.replace(submission, submission.finished()).thenReturn(job));
    }

    private Mono<Job> repeat(Submission kept, Submission wanted, Function<String, Mono<Job>> make) {
        if (!kept.fingerprint().equals(wanted.fingerprint())) {
            return Mono.error(new PlaygroundException(ProblemType.KEY_REUSED, Message.of("idempotency.reused")));
        }
        return jobs.find(kept.job()).switchIfEmpty(Mono.defer(() -> {
            if (kept.done()) {
                return Mono.error(new PlaygroundException(ProblemType.NOT_FOUND, Message.of("idempotency.job-gone")));
            }
            if (kept.at().plus(LONGEST).isAfter(clock.instant())) {
                return Mono.error(new TryLaterException(
                        ProblemType.KEY_IN_USE, Message.of("idempotency.in-use"), Duration.ofSeconds(1)));
            }
            return submissions
                    .replace(kept, wanted)
                    .flatMap(replaced -> replaced
                            ? make(wanted, make)
                            : submissions.reserve(wanted).flatMap(now -> repeat(now, wanted, make)));
        }));
    }

    /** The header may be a quoted string, as its draft standard has it, or the bare key. */
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
        Instant before = clock.instant().minus(KEPT);
        submissions
                .expire(before, MOST)
                .subscribe(expired -> {}, e -> log.warn("Old idempotency keys cannot be removed: {}", e.toString()));
    }
}
