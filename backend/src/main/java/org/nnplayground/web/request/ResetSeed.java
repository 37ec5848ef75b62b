package org.nnplayground.web.request;

import org.nnplayground.spec.Choice;

/** Whether a reset uses the seeds of the run before, or new ones. */
public enum ResetSeed implements Choice {
    SAME,
    NEW
}
