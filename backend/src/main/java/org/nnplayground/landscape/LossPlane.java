package org.nnplayground.landscape;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.WeightShape;

/**
 * A plane through the present parameters c of a network: the points c + a u + b v for coordinates (a, b). After Li, Xu,
 * Taylor, Studer, Goldstein, "Visualizing the loss landscape of neural nets" (2018).
 *
 * @param type how the directions were chosen
 * @param centre {@code [parameters]}, the present parameters, as in
 *     {@link org.nnplayground.engine.Checkpoint#parameters}
 * @param across {@code [parameters]}, u
 * @param up {@code [parameters]}, v
 * @param explained of a path's plane: the share of the squared distances of the path's points from the centre that lies
 *     within the plane, 0 to 1; null for random directions
 */
@SuppressWarnings("ArrayRecordComponent")
record LossPlane(
        PlaneType type,
        float[] centre,
        double[] across,
        double[] up,
        @Nullable Double explained) {

    /** Steps of the power iteration, on a matrix of {@code [path points]^2}. */
    private static final int POWER_STEPS = 500;

    /** Share of the squared distances outside a line that comes from rounding to single precision. */
    private static final double ON_A_LINE = 1e-10;

    /**
     * The plane of the first two principal components of the differences between the points of a path and the present
     * parameters. The directions are orthonormal; each points to the side on which the path begins. If all points are
     * on one line, the second direction is a random one.
     *
     * @param path {@code [points][parameters]}
     * @return null if no point differs from the present parameters
     */
    static @Nullable LossPlane ofPath(TrainingSpec spec, float[] present, List<float[]> path) {
        double[][] rows = path.stream().map(point -> minus(point, present)).toArray(double[][]::new);
        double[][] products = products(rows);
        double all = trace(products);
        if (!(all > 0)) {
            return null;
        }
        double[] first = principal(products, rows);
        double[][] rest = Stream.of(rows).map(row -> without(row, first)).toArray(double[][]::new);
        double[][] productsOfRest = products(rest);
        double left = trace(productsOfRest);
        double[] second = left > ON_A_LINE * all
                ? principal(productsOfRest, rest)
                : unit(without(random(spec, present).across, first));
        for (double[] row : rest) {
            double share = dot(row, second);
            left -= share * share;
        }
        return new LossPlane(
                PlaneType.PATH,
                present,
                towards(rows[0], first),
                towards(rows[0], second),
                Math.clamp(1 - left / all, 0, 1));
    }

    /**
     * The plane of two random directions. The part of each unit's weights is scaled to the norm of those weights (to 1
     * if they are 0), so that a step has a comparable effect in networks of large and of small weights. Biases and
     * slopes are the same everywhere on the plane.
     *
     * @param present parameters of a network of the spec
     */
    static LossPlane random(TrainingSpec spec, float[] present) {
        var draws = Randomness.of(spec.training().seed(), Randomness.Purpose.LANDSCAPE);
        return new LossPlane(
                PlaneType.RANDOM, present, direction(spec, present, draws), direction(spec, present, draws), null);
    }

    private static double[] direction(TrainingSpec spec, float[] present, Randomness draws) {
        var direction = new double[present.length];
        int at = 0;
        for (PlacedLayer layer : spec.placedLayers()) {
            WeightShape shape = layer.weights();
            for (int unit = 0; unit < shape.rows(); unit++) {
                double drawn = 0;
                double weights = 0;
                for (int i = at; i < at + shape.weights(); i++) {
                    direction[i] = draws.gaussian(0, 1);
                    drawn += direction[i] * direction[i];
                    weights += (double) present[i] * present[i];
                }
                double scale = drawn == 0 ? 0 : (weights == 0 ? 1 : Math.sqrt(weights)) / Math.sqrt(drawn);
                for (int i = at; i < at + shape.weights(); i++) {
                    direction[i] *= scale;
                }
                at += shape.width();
            }
        }
        return direction;
    }

    /** The parameters of a point of the plane. */
    float[] parameters(double a, double b) {
        var point = new float[centre.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) (centre[i] + a * across[i] + b * up[i]);
        }
        return point;
    }

    /** Orthogonal projection onto a path's plane: the coordinates. */
    double[] project(float[] point) {
        double[] difference = minus(point, centre);
        return new double[] {dot(difference, across), dot(difference, up)};
    }

    /** {@code [rows][rows]}: the product of each two rows, their Gram matrix. */
    private static double[][] products(double[][] rows) {
        var products = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k <= i; k++) {
                products[i][k] = dot(rows[i], rows[k]);
                products[k][i] = products[i][k];
            }
        }
        return products;
    }

    private static double trace(double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            sum += matrix[i][i];
        }
        return sum;
    }

    /**
     * The first principal component of rows that are not all 0, of length 1: the first eigenvector of their Gram
     * matrix, by power iteration from its longest row, multiplied by the rows.
     */
    private static double[] principal(double[][] products, double[][] rows) {
        int longest = 0;
        for (int i = 1; i < rows.length; i++) {
            longest = products[i][i] > products[longest][longest] ? i : longest;
        }
        double[] weights = unit(products[longest].clone());
        for (int step = 0; step < POWER_STEPS; step++) {
            var next = new double[weights.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = dot(products[i], weights);
            }
            weights = unit(next);
        }
        var direction = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < direction.length; k++) {
                direction[k] += weights[i] * rows[i][k];
            }
        }
        return unit(direction);
    }

    private static double[] unit(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length && length > 0; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    /** The direction or its opposite, whichever has a positive product with the other vector. */
    private static double[] towards(double[] side, double[] direction) {
        if (dot(side, direction) < 0) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = -direction[i];
            }
        }
        return direction;
    }

    private static double[] without(double[] vector, double[] direction) {
        double share = dot(vector, direction);
        var rest = new double[vector.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = vector[i] - share * direction[i];
        }
        return rest;
    }

    private static double[] minus(float[] left, float[] right) {
        var difference = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            difference[i] = (double) left[i] - right[i];
        }
        return difference;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
