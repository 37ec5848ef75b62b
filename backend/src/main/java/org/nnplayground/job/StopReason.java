package org.nnplayground.job;

import org.nnplayground.spec.Choice;

/** Why a job stands still or has ended. */
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
