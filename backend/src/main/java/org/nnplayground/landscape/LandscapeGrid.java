package org.nnplayground.landscape;

import java.util.List;

/**
 * A regular grid on a plane.
 *
 * @param resolution points per axis
 * @param domain {@code [2][2]}: minimum and maximum of each axis, inclusive
 */
@SuppressWarnings("ArrayRecordComponent")
record LandscapeGrid(int resolution, double[][] domain) {

    /** Width of the domain relative to the extent of the path. */
    private static final double MARGIN = 2.2;

    /** Half the width where there is no path: the directions are as long as the weights. */
    private static final double HALF_WITHOUT_PATH = 1;

    /** Number of multiplications and additions for one landscape: about two seconds of one core. */
    private static final double MAX_OPERATIONS = 4e9;

    /**
     * A square grid that contains all points of a path, with a margin. Its middle is halfway between the middle of the
     * path and the present parameters, because the valley extends beyond the end of the path.
     *
     * @param path coordinates, the present parameters (0, 0) last
     * @param zoom above 1 for a narrower domain; the present parameters stay where they are in the picture
     */
    static LandscapeGrid around(List<double[]> path, int resolution, double zoom) {
        double[] low = {0, 0};
        double[] high = {0, 0};
        for (double[] point : path) {
            for (int axis = 0; axis < 2; axis++) {
                low[axis] = Math.min(low[axis], point[axis]);
                high[axis] = Math.max(high[axis], point[axis]);
            }
        }
        double extent = Math.max(high[0] - low[0], high[1] - low[1]);
        double half = (extent > 0 ? MARGIN * extent / 2 : HALF_WITHOUT_PATH) / zoom;
        var domain = new double[2][];
        for (int axis = 0; axis < 2; axis++) {
            double middle = (low[axis] + high[axis]) / 4 / zoom;
            domain[axis] = new double[] {middle - half, middle + half};
        }
        return new LandscapeGrid(resolution, domain);
    }

    /**
     * The largest resolution up to a given one that can be computed within a bound of operations; below
     * {@link LandscapeRequest#MIN_RESOLUTION} for a network that is too large.
     *
     * @param operations for the losses at one point
     */
    static int affordable(int resolution, double operations) {
        return (int) Math.min(resolution, Math.sqrt(MAX_OPERATIONS / operations));
    }

    int points() {
        return resolution * resolution;
    }

    /** Coordinates of a grid point; row 0 is the maximum of the second axis. */
    double[] position(int index) {
        double steps = resolution - 1;
        return new double[] {
            between(domain[0], index % resolution / steps), between(domain[1], 1 - index / resolution / steps)
        };
    }

    private static double between(double[] ends, double share) {
        return ends[0] + share * (ends[1] - ends[0]);
    }
}
