package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.nnplayground.dataset.Domain;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.Scaling;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.djl.torch.Torch;

/**
 * The features of regular grids over an input plane, shared by all sessions with the same plane and features. If all
 * grids together exceed {@link #LIMIT}, the least recently used ones are removed.
 */
public final class BoundaryGrids {

    /** Maximum number of floats in all cached grids: 64 MiB. */
    private static final long LIMIT = 16L << 20;

    /** In the order of last use. */
    private final Map<Grid, Torch.Value> grids = new LinkedHashMap<>(16, 0.75f, true);

    private long floats;

    /**
     * @return {@code [features + 1, resolution * resolution]}, row-major in the plane, row 0 the largest value of the
     *     second axis; the caller closes it
     */
    public synchronized Torch.Value features(Grid grid) {
        Torch.Value kept = grids.get(grid);
        if (kept == null) {
            kept = grid.matrix();
            grids.put(grid, kept);
            floats += grid.floats();
        }
        Torch.Value shared = kept.share();
        var oldest = grids.entrySet().iterator();
        while (floats > LIMIT && oldest.hasNext()) {
            Map.Entry<Grid, Torch.Value> entry = oldest.next();
            floats -= entry.getKey().floats();
            entry.getValue().close();
            oldest.remove();
        }
        return shared;
    }

    /**
     * @param device of the tensor
     * @param features wire names
     * @param scaling of the points before the features
     * @param horizontal index of the column along the horizontal axis
     * @param vertical index of the column along the vertical axis; if both are the same, the horizontal position is
     *     used
     * @param minimum of the two axes
     * @param maximum of the two axes
     * @param elsewhere {@code [columns]}, the constant value of each other column; 0 for the two of the grid
     */
    public record Grid(
            Device device,
            List<String> features,
            Scaling scaling,
            int resolution,
            int horizontal,
            int vertical,
            List<Double> minimum,
            List<Double> maximum,
            List<Double> elsewhere) {

        public static Grid of(
                Device device,
                List<String> features,
                Scaling scaling,
                Domain domain,
                int resolution,
                int horizontal,
                int vertical) {
            double[] elsewhere = domain.mean().clone();
            elsewhere[horizontal] = 0;
            elsewhere[vertical] = 0;
            return new Grid(
                    device,
                    features,
                    scaling,
                    resolution,
                    horizontal,
                    vertical,
                    List.of(domain.minimum()[horizontal], domain.minimum()[vertical]),
                    List.of(domain.maximum()[horizontal], domain.maximum()[vertical]),
                    DoubleStream.of(elsewhere).boxed().toList());
        }

        private long floats() {
            return (features.size() + 1L) * resolution * resolution;
        }

        private Torch.Value matrix() {
            var points = new double[resolution * resolution][];
            double[] start = elsewhere.stream().mapToDouble(Double::doubleValue).toArray();
            for (int row = 0; row < resolution; row++) {
                for (int column = 0; column < resolution; column++) {
                    double[] point = Arrays.copyOf(start, start.length);
                    point[vertical] = at(1, resolution - 1 - row);
                    point[horizontal] = at(0, column);
                    points[row * resolution + column] = point;
                }
            }
            float[] matrix = Feature.matrix(features, start.length, scaling.of(points));
            return Torch.tensor(device, matrix, features.size() + 1, points.length);
        }

        private double at(int axis, int step) {
            double share = (double) step / (resolution - 1);
            return minimum.get(axis) * (1 - share) + maximum.get(axis) * share;
        }
    }
}
