package org.nnplayground.job;

import java.time.Duration;
import java.util.List;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.problem.Violation;

/** The problems of submitting and controlling jobs. */
public final class JobProblems {

    private JobProblems() {}

    public static PlaygroundException unknownJob(String id) {
        return new PlaygroundException(ProblemType.NOT_FOUND, Message.of("job.unknown", id));
    }

    public static PlaygroundException batchJob() {
        return new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("job.batch"));
    }

    public static PlaygroundException ended(JobState state) {
        return new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("job.ended", state.wireName()));
    }

    /** The problem of a new spec without a test set, which a stop condition of the job needs. */
    public static PlaygroundException noTestSet() {
        return PlaygroundException.invalid("/data", Message.of("stop.needs-test-set"));
    }

    /** @param conditions names of the requested stop conditions that need a test set, which the job's data lacks */
    public static PlaygroundException noTestSetFor(List<String> conditions) {
        return PlaygroundException.invalid(conditions.stream()
                .map(condition -> new Violation("/stop/" + condition, Message.of("stop.needs-test-data")))
                .toList());
    }

    /**
     * The problem of a new run that the shared arithmetic, which the client requested for the job, cannot train.
     *
     * @param violations the reasons
     */
    static PlaygroundException notShared(List<Message> violations) {
        return PlaygroundException.invalid(violations.stream()
                .map(violation -> new Violation("", violation))
                .toList());
    }

    public static PlaygroundException wrongRun(int given, int present) {
        return new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("parameters.other-run", given, present));
    }

    /**
     * @param pointer JSON pointer of the spec in the request body
     * @param estimate bytes
     * @param limit bytes
     */
    public static PlaygroundException tooLarge(String pointer, long estimate, long limit) {
        return PlaygroundException.invalid(pointer, Message.of("job.too-large", mebibytes(estimate), mebibytes(limit)));
    }

    /** As {@link #tooLarge}, of the Java heap. */
    public static PlaygroundException tooLargeForHeap(String pointer, long estimate, long limit) {
        return PlaygroundException.invalid(
                pointer, Message.of("job.too-large-heap", mebibytes(estimate), mebibytes(limit)));
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }

    public static PlaygroundException noMemory(long estimate) {
        return new TryLaterException(
                ProblemType.QUEUE_FULL, Message.of("job.no-room", mebibytes(estimate)), Duration.ofSeconds(10));
    }

    public static PlaygroundException stillOpening() {
        return new TryLaterException(ProblemType.STORE_UNAVAILABLE, Message.of("job.opening"), Duration.ofSeconds(1));
    }

    public static PlaygroundException noTrainer() {
        return new TryLaterException(ProblemType.QUEUE_FULL, Message.of("service.no-trainer"), Duration.ofSeconds(10));
    }

    /** The problem of a new live job while the open ones are too slow already. */
    public static TryLaterException busy() {
        return new TryLaterException(ProblemType.QUEUE_FULL, Message.of("service.busy"), Duration.ofSeconds(10));
    }

    /**
     * The problem of a caller who has as many things as allowed.
     *
     * @param things name of the things: live jobs, batch jobs or streams
     */
    public static TryLaterException callerFull(Message things, int limit) {
        return new TryLaterException(
                ProblemType.TOO_MANY_REQUESTS, Message.of("caller.full", limit, things), Duration.ofSeconds(10));
    }

    /** As {@link #callerFull(Message, int)} for the unfinished jobs of a mode. */
    public static TryLaterException callerFull(Mode mode, int limit) {
        return callerFull(Message.of(mode == Mode.LIVE ? "things.live-jobs" : "things.batch-jobs"), limit);
    }

    /** @param what live jobs, batch jobs or streams */
    public static TryLaterException queueFull(Message what) {
        return new TryLaterException(ProblemType.QUEUE_FULL, Message.of("service.full", what), Duration.ofSeconds(10));
    }
}
