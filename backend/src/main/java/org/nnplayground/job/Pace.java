package org.nnplayground.job;

/**
 * The speed at which a live job is trained.
 *
 * @param epochsPerSecond above 0, or 0 for full speed
 */
public record Pace(double epochsPerSecond) {

    public static final Pace FULL = new Pace(0);
}
