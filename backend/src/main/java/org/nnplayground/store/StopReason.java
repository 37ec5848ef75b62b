package org.nnplayground.store;

import org.nnplayground.spec.Choice;

/** Why a job stands still or has ended. */
public enum StopReason implements Choice {
    EPOCHS,
    DIVERGED,
    CANCELLED,
    IDLE,
    EXPIRED
}
