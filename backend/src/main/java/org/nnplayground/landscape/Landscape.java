package org.nnplayground.landscape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The losses on a plane through the present parameters of a network, and the path of the training on it. Coordinates
 * are in units of the plane's directions, in parameter space; the present parameters are at (0, 0).
 *
 * @param run of the present parameters
 * @param epoch of the present parameters
 * @param resolution points per axis
 * @param domain {@code [2][2]}: minimum and maximum of each axis, inclusive
 * @param trainLoss {@code [resolution * resolution]}, row-major; row 0 is the maximum of the second axis; infinite
 *     where the loss is not finite
 * @param testLoss the same of the test set; null without a test set
 * @param path in order of training, the present parameters last
 * @param explained of a path's plane: the share of the path's squared distances from its end that lies within the plane
 */
@SuppressWarnings("ArrayRecordComponent")
public record Landscape(
        int run,
        long epoch,
        PlaneType plane,
        int resolution,
        double[][] domain,
        float[] trainLoss,
        float @Nullable [] testLoss,
        List<PathPoint> path,
        @Nullable Double explained) {

    public Landscape {
        path = List.copyOf(path);
    }

    /**
     * Parameters that the training has passed.
     *
     * @param position {@code [2]}, coordinates of their projection onto the plane
     * @param trainLoss at the parameters themselves, not at the projection
     * @param testLoss the same; NaN without a test set
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record PathPoint(long epoch, double[] position, double trainLoss, double testLoss) {}
}
