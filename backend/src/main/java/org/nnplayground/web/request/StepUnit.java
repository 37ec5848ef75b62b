package org.nnplayground.web.request;

import org.nnplayground.spec.Choice;

/** What a step goes on by. */
public enum StepUnit implements Choice {
    EPOCH,
    BATCH
}
