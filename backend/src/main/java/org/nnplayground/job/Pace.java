package org.nnplayground.job;

/**
 * How fast to train.
 *
 * @param epochsPerSecond above 0, or 0 for as fast as it goes
 */
public record Pace(double epochsPerSecond) {

    public static final Pace FULL = new Pace(0);
}
