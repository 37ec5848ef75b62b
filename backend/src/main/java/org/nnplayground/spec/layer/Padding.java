package org.nnplayground.spec.layer;

import org.nnplayground.spec.Choice;

/** What surrounds the input of a convolution. */
public enum Padding implements Choice {
    /** Nothing. */
    VALID,

    /** Zeros, half the kernel on each side: with stride 1 the output has the input's height and width. */
    SAME
}
