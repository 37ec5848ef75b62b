package org.nnplayground.dataset;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator.Curve;

/**
 * The classification data sets that TensorFlow Playground does not have. nu is the noise.
 *
 * <ul>
 *   <li>moons: class 0 (3 cos t - 1.5, 3 sin t - 0.75), class 1 (1.5 - 3 cos t, 0.75 - 3 sin t), t from U(0, pi), each
 *       coordinate + N(0, 1.5 nu).
 *   <li>rings: class 0 at a radius from U(2.5, 3.5); class 1 one half within U(0, 1.5), the other at U(4.5, 5.5); the
 *       angle from U(0, 2 pi), each coordinate + N(0, 1.5 nu).
 *   <li>checkerboard: U(-6, 6)^2; class 1 where floor(x1 / 3) + floor(x2 / 3) is odd at the point displaced by U(-5, 5)
 *       nu in each coordinate.
 *   <li>threeBlobs: classes 0, 1, 2 around the points at radius 3.5 and 90, 210, 330 degrees, standard deviation 0.8 +
 *       2 nu.
 *   <li>function: U(-6, 6)^2; class 1 where x2 is at or above the curve at the point displaced by U(-5, 5) nu in each
 *       coordinate. sine 3 sin x1, cubic x1 (x1^2 - 16) / 10, absolute |x1| - 3: each has as much above as below it.
 *   <li>clusters: K centres from N(0, 3) in each of d columns, points from N(centre, 1 + nu).
 * </ul>
 */
final class ShapeGenerators {

    private static final double PLANE = 6;
    private static final double LABEL_NOISE = 5;
    private static final double SQUARE = 3;

    private ShapeGenerators() {}

    static List<Sample> moons(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < 2; label++) {
            double sign = label == 0 ? 1 : -1;
            for (int i = 0; i < ClassGenerators.count(samples, label, 2); i++) {
                double t = randomness.uniform(0, Math.PI);
                double x1 = sign * (3 * StrictMath.cos(t) - 1.5);
                double x2 = sign * (3 * StrictMath.sin(t) - 0.75);
                drawn.add(noisy(x1, x2, 1.5 * noise, label, randomness));
            }
        }
        return drawn;
    }

    static List<Sample> rings(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        int outside = ClassGenerators.count(samples, 1, 2);
        ring(drawn, ClassGenerators.count(samples, 0, 2), 2.5, 3.5, noise, 0, randomness);
        ring(drawn, outside - outside / 2, 0, 1.5, noise, 1, randomness);
        ring(drawn, outside / 2, 4.5, 5.5, noise, 1, randomness);
        return drawn;
    }

    private static void ring(
            List<Sample> drawn,
            int count,
            double nearest,
            double farthest,
            double noise,
            int label,
            Randomness randomness) {
        for (int i = 0; i < count; i++) {
            double radius = randomness.uniform(nearest, farthest);
            double angle = randomness.uniform(0, 2 * Math.PI);
            double x1 = radius * StrictMath.cos(angle);
            double x2 = radius * StrictMath.sin(angle);
            drawn.add(noisy(x1, x2, 1.5 * noise, label, randomness));
        }
    }

    static List<Sample> checkerboard(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int i = 0; i < samples; i++) {
            double x1 = randomness.uniform(-PLANE, PLANE);
            double x2 = randomness.uniform(-PLANE, PLANE);
            double displaced1 = x1 + randomness.uniform(-LABEL_NOISE, LABEL_NOISE) * noise;
            double displaced2 = x2 + randomness.uniform(-LABEL_NOISE, LABEL_NOISE) * noise;
            double square = Math.floor(displaced1 / SQUARE) + Math.floor(displaced2 / SQUARE);
            drawn.add(ClassGenerators.sample(x1, x2, square % 2 == 0 ? 0 : 1));
        }
        return drawn;
    }

    static List<Sample> function(Curve curve, int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int i = 0; i < samples; i++) {
            double x1 = randomness.uniform(-PLANE, PLANE);
            double x2 = randomness.uniform(-PLANE, PLANE);
            double displaced1 = x1 + randomness.uniform(-LABEL_NOISE, LABEL_NOISE) * noise;
            double displaced2 = x2 + randomness.uniform(-LABEL_NOISE, LABEL_NOISE) * noise;
            drawn.add(ClassGenerators.sample(x1, x2, displaced2 >= height(curve, displaced1) ? 1 : 0));
        }
        return drawn;
    }

    private static double height(Curve curve, double x) {
        return switch (curve) {
            case SINE -> 3 * StrictMath.sin(x);
            case CUBIC -> x * (x * x - 16) / 10;
            case ABSOLUTE -> Math.abs(x) - 3;
        };
    }

    static List<Sample> threeBlobs(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < 3; label++) {
            double angle = StrictMath.toRadians(90 + 120 * label);
            double x1 = 3.5 * StrictMath.cos(angle);
            double x2 = 3.5 * StrictMath.sin(angle);
            for (int i = 0; i < ClassGenerators.count(samples, label, 3); i++) {
                drawn.add(noisy(x1, x2, 0.8 + 2 * noise, label, randomness));
            }
        }
        return drawn;
    }

    /** @return of {@code [columns]} each */
    static List<Sample> clusters(int columns, int classes, int samples, double noise, Randomness randomness) {
        var centres = new double[classes][columns];
        for (double[] centre : centres) {
            for (int c = 0; c < columns; c++) {
                centre[c] = randomness.gaussian(0, 3);
            }
        }
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < ClassGenerators.count(samples, label, classes); i++) {
                var x = new double[columns];
                for (int c = 0; c < columns; c++) {
                    x[c] = randomness.gaussian(centres[label][c], 1 + noise);
                }
                drawn.add(new Sample(x, new double[] {label}));
            }
        }
        return drawn;
    }

    private static Sample noisy(double x1, double x2, double deviation, int label, Randomness randomness) {
        return ClassGenerators.sample(randomness.gaussian(x1, deviation), randomness.gaussian(x2, deviation), label);
    }
}
