package org.nnplayground.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.nnplayground.spec.Data.Sample;

/**
 * The regression data sets of TensorFlow Playground ({@code dataset.ts}): x from U(-6, 6)^2, y the surface at x
 * displaced by U(-6, 6) nu in each coordinate, where nu is the noise.
 *
 * <ul>
 *   <li>plane: y = (x1 + x2) / 10.
 *   <li>gaussians: six cones of height 1 and radius 2, y = sign * clamp(1 - distance / 2, 0, 1) of the one that is
 *       largest in absolute value (so cones, in spite of the name, as there).
 * </ul>
 */
final class SurfaceGenerators {

    private static final double RADIUS = 6;

    /** {@code [6][3]}: x1 and x2 of the cone's tip, sign. */
    private static final double[][] CONES = {
        {-4, 2.5, 1}, {0, 2.5, -1}, {4, 2.5, 1}, {-4, -2.5, -1}, {0, -2.5, 1}, {4, -2.5, -1}
    };

    private SurfaceGenerators() {}

    static List<Sample> plane(int samples, double noise, Randomness randomness) {
        return draw(samples, noise, randomness, (x1, x2) -> (x1 + x2) / 10);
    }

    static List<Sample> gaussians(int samples, double noise, Randomness randomness) {
        return draw(samples, noise, randomness, SurfaceGenerators::cones);
    }

    private static List<Sample> draw(int samples, double noise, Randomness randomness, DoubleBinaryOperator surface) {
        var drawn = new ArrayList<Sample>(samples);
        for (int i = 0; i < samples; i++) {
            double x1 = randomness.uniform(-RADIUS, RADIUS);
            double x2 = randomness.uniform(-RADIUS, RADIUS);
            double displaced1 = x1 + randomness.uniform(-RADIUS, RADIUS) * noise;
            double displaced2 = x2 + randomness.uniform(-RADIUS, RADIUS) * noise;
            double y = surface.applyAsDouble(displaced1, displaced2);
            drawn.add(new Sample(new double[] {x1, x2}, new double[] {y}));
        }
        return drawn;
    }

    private static double cones(double x1, double x2) {
        double largest = 0;
        for (double[] cone : CONES) {
            double distance = StrictMath.hypot(x1 - cone[0], x2 - cone[1]);
            double height = cone[2] * Math.clamp(1 - distance / 2, 0, 1);
            if (Math.abs(height) > Math.abs(largest)) {
                largest = height;
            }
        }
        return largest;
    }
}
