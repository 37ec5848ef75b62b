package org.nnplayground.engine;

/** The loss of each set at the same parameters, without penalty; NaN where there is no such set (never in JSON). */
public record Losses(double train, double validation, double test) {}
