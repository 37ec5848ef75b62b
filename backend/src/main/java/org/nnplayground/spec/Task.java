package org.nnplayground.spec;

/** The kind of task that the network learns: classification or regression. */
public enum Task implements Choice {
    CLASSIFICATION,
    REGRESSION
}
