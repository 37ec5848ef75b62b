package org.nnplayground.web.request;

import org.nnplayground.spec.Choice;

/** Whether a reset begins with the very parameters of the run before, or with other ones. */
public enum ResetSeed implements Choice {
    SAME,
    NEW
}
