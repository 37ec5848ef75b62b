package org.nnplayground.job;

import org.nnplayground.spec.Choice;

/** Why a job has paused or ended. */
public enum StopReason implements Choice {
    EPOCHS,
    TARGET_TEST_LOSS,
    EARLY_STOPPING,
    TIME,
    DIVERGED,
    CANCELLED,
    IDLE,
    EXPIRED
}
