package org.nnplayground.landscape;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a loss landscape to compute.
 *
 * @param plane null for that of the path if the training has one, else random
 * @param resolution maximum number of points per axis, {@link #MIN_RESOLUTION} to {@link #MAX_RESOLUTION}
 * @param zoom factor by which the domain is narrower than that which shows the whole path, {@link #MIN_ZOOM} to
 *     {@link #MAX_ZOOM}
 */
public record LandscapeRequest(@Nullable PlaneType plane, int resolution, double zoom) {

    public static final int MIN_RESOLUTION = 11;
    public static final int DEFAULT_RESOLUTION = 41;
    public static final int MAX_RESOLUTION = 101;

    public static final double MIN_ZOOM = 0.1;
    public static final double MAX_ZOOM = 100;
}
