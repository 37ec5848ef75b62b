package org.nnplayground.goal;

import org.nnplayground.spec.Choice;
import org.nnplayground.store.History;

/** What a goal is about, after each epoch. */
public enum Metric implements Choice {
    TRAIN_LOSS,
    TEST_LOSS,
    /** Test loss minus training loss: large when the network overfits. */
    LOSS_GAP;

    /** @return NaN without a test set, except for the training loss */
    float of(History history, int index) {
        return switch (this) {
            case TRAIN_LOSS -> history.train()[index];
            case TEST_LOSS -> history.test()[index];
            case LOSS_GAP -> history.test()[index] - history.train()[index];
        };
    }
}
