package org.nnplayground.job;

import java.time.Duration;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.store.JobState;

/** The problems that this room names. */
final class Refusal {

    private Refusal() {}

    static PlaygroundException unknownJob(String id) {
        return new PlaygroundException(
                ProblemType.NOT_FOUND, "There is no job " + id + ": it was deleted or expired, or never existed.");
    }

    static PlaygroundException batchJob() {
        return new PlaygroundException(
                ProblemType.ILLEGAL_STATE,
                "A batch job can only be cancelled; submit it with \"mode\": \"live\" to play, pause and change it.");
    }

    static PlaygroundException ended(JobState state) {
        return new PlaygroundException(
                ProblemType.ILLEGAL_STATE,
                "The job has ended (" + state.wireName() + "); submit its spec again to go on.");
    }

    static PlaygroundException noTestSet(String pointer) {
        return PlaygroundException.invalid(
                pointer, "must go with a test set, since the stop condition looks at the test loss");
    }

    /** @param pointer of the spec in the request's body */
    static PlaygroundException tooLarge(String pointer, long estimate, long limit) {
        return PlaygroundException.invalid(
                pointer,
                "must not take more memory than one job may: an estimated %s, the limit is %s; take fewer samples or units, or smaller batches"
                        .formatted(mebibytes(estimate), mebibytes(limit)));
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }

    static PlaygroundException noRoom(long estimate) {
        return new TryLaterException(
                ProblemType.QUEUE_FULL,
                "The open jobs leave no room for this one, which takes an estimated %s; try again in a while."
                        .formatted(mebibytes(estimate)),
                Duration.ofSeconds(10));
    }

    static PlaygroundException opening() {
        return new TryLaterException(
                ProblemType.STORE_UNAVAILABLE,
                "The job is about to be opened again after a restart; try again in a moment.",
                Duration.ofSeconds(1));
    }

    static PlaygroundException noTrainer() {
        return new TryLaterException(
                ProblemType.QUEUE_FULL,
                "No process has room to train this job at present; try again in a while.",
                Duration.ofSeconds(10));
    }

    static PlaygroundException full(String what) {
        return new TryLaterException(
                ProblemType.QUEUE_FULL,
                "The service takes no more " + what + " at present; try again in a while.",
                Duration.ofSeconds(10));
    }
}
