package org.nnplayground.goal;

import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choice;
import org.nnplayground.store.History;

/** What a goal is about, after each epoch. */
public enum Metric implements Choice {
    TRAIN_LOSS,
    TEST_LOSS,
    /** Test loss minus training loss: large when the network overfits. */
    LOSS_GAP;

    Message words() {
        return switch (this) {
            case TRAIN_LOSS -> Message.of("goal.metric.train-loss");
            case TEST_LOSS -> Message.of("goal.metric.test-loss");
            case LOSS_GAP -> Message.of("goal.metric.loss-gap");
        };
    }

    /** @return NaN without a test set, except for the training loss */
    float of(History history, int index) {
        return switch (this) {
            case TRAIN_LOSS -> history.train()[index];
            case TEST_LOSS -> history.test()[index];
            case LOSS_GAP -> history.test()[index] - history.train()[index];
        };
    }
}
