package org.nnplayground.spec;

/** What the network is asked for. */
public enum Task implements Choice {
    CLASSIFICATION,
    REGRESSION
}
