package org.nnplayground.web.request;

import org.nnplayground.spec.Choice;

/** The unit of a step. */
public enum StepUnit implements Choice {
    EPOCH,
    BATCH
}
