package org.nnplayground.spec;

/**
 * The features of samples in the plane, as named in a spec; {@code dataset} computes them. Data with another number of
 * columns d have the columns themselves, {@code x1} to {@code xd}.
 */
public enum PlaneFeature implements Choice {
    X1,
    X2,
    X1_SQUARED,
    X2_SQUARED,
    X1_TIMES_X2,
    SIN_X1,
    SIN_X2,
    COS_X1,
    COS_X2
}
