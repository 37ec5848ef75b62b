package org.nnplayground.spec.data;

import org.nnplayground.spec.Choice;

/** How the columns are scaled before the features are computed from them. */
public enum Scale implements Choice {
    /** Not at all. */
    NONE,

    /** (x - mean) / standard deviation of the train set, per column. */
    STANDARD
}
