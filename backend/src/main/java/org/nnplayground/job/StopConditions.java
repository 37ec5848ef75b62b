package org.nnplayground.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.TrainingSpec;

/**
 * The conditions under which a training stops; the first that is met stops it. Null means no such condition.
 *
 * @param epochs completed epochs of the run, at least 1
 * @param targetTestLoss met by a test loss at or below it
 * @param patience number of consecutive epochs without a lower validation loss (test loss if there is no validation
 *     set), at least 1; then the best parameters are restored
 * @param maxSeconds wall-clock seconds that the run has been running, above 0; neither pauses nor waits in the queue
 *     count
 */
public record StopConditions(
        @Nullable Long epochs,
        @Nullable Double targetTestLoss,
        @Nullable Long patience,
        @Nullable Double maxSeconds) {

    /** No condition. */
    public static final StopConditions NEVER = new StopConditions(null, null, null, null);

    /** Only the condition on the number of epochs. */
    public static StopConditions afterEpochs(long epochs) {
        return new StopConditions(epochs, null, null, null);
    }

    /** These conditions with another number of epochs. */
    public StopConditions withEpochs(long epochs) {
        return new StopConditions(epochs, targetTestLoss, patience, maxSeconds);
    }

    /** These conditions with another maximum of seconds. */
    public StopConditions withMaxSeconds(double maxSeconds) {
        return new StopConditions(epochs, targetTestLoss, patience, maxSeconds);
    }

    /** The conditions that remain when a user continues after a stop for this reason. */
    public StopConditions without(StopReason passed) {
        return switch (passed) {
            case TARGET_TEST_LOSS -> new StopConditions(epochs, null, patience, maxSeconds);
            case EARLY_STOPPING -> new StopConditions(epochs, targetTestLoss, null, maxSeconds);
            case TIME -> new StopConditions(epochs, targetTestLoss, patience, null);
            case EPOCHS, DIVERGED, CANCELLED, IDLE, EXPIRED -> this;
        };
    }

    /** Names of the conditions that need a test loss; patience does if the spec has no validation set. */
    public List<String> conditionsOnTestLoss(TrainingSpec spec) {
        var names = new ArrayList<String>();
        if (targetTestLoss != null) {
            names.add("targetTestLoss");
        }
        if (patience != null && !spec.data().hasValidation()) {
            names.add("patience");
        }
        return names;
    }

    /** Whether a condition needs a test loss. */
    public boolean needsTestSet(TrainingSpec spec) {
        return !conditionsOnTestLoss(spec).isEmpty();
    }
}
