package org.nnplayground.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.TrainingSpec;

/**
 * When a training stops by itself: as soon as one of the conditions is met. A null is no condition.
 *
 * @param epochs completed epochs of the run, at least 1
 * @param targetTestLoss a test loss at or below it
 * @param patience so many epochs in a row without a lower validation loss (test loss where there is no validation set),
 *     at least 1; then the best parameters are restored
 * @param maxSeconds seconds that this run is running for, by the clock, above 0
 */
public record StopConditions(
        @Nullable Long epochs,
        @Nullable Double targetTestLoss,
        @Nullable Long patience,
        @Nullable Double maxSeconds) {

    /** No condition at all. */
    public static final StopConditions NEVER = new StopConditions(null, null, null, null);

    /** After so many epochs, and for no other reason. */
    public static StopConditions after(long epochs) {
        return new StopConditions(epochs, null, null, null);
    }

    /** The same, and after so many epochs. */
    public StopConditions withEpochs(long epochs) {
        return new StopConditions(epochs, targetTestLoss, patience, maxSeconds);
    }

    /** What is left to stop for once a person went on after a stop for this reason. */
    public StopConditions without(StopReason passed) {
        return switch (passed) {
            case TARGET_TEST_LOSS -> new StopConditions(epochs, null, patience, maxSeconds);
            case EARLY_STOPPING -> new StopConditions(epochs, targetTestLoss, null, maxSeconds);
            case TIME -> new StopConditions(epochs, targetTestLoss, patience, null);
            case EPOCHS, DIVERGED, CANCELLED, IDLE, EXPIRED -> this;
        };
    }

    /** The names of the conditions that look at a test loss; patience does where the spec has no validation set. */
    public List<String> onTestLoss(TrainingSpec spec) {
        var names = new ArrayList<String>();
        if (targetTestLoss != null) {
            names.add("targetTestLoss");
        }
        if (patience != null && !spec.data().hasValidation()) {
            names.add("patience");
        }
        return names;
    }

    /** Whether a condition looks at a test loss. */
    public boolean needsTestSet(TrainingSpec spec) {
        return !onTestLoss(spec).isEmpty();
    }
}
