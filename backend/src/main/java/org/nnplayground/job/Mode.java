package org.nnplayground.job;

import org.nnplayground.spec.Choice;

/** A batch job runs to its stop condition; a live one is played, paused and changed by a person. */
public enum Mode implements Choice {
    BATCH,
    LIVE
}
