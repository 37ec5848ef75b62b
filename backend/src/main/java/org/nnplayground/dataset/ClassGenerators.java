package org.nnplayground.dataset;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.spec.Data.Sample;

/**
 * The classification data sets of TensorFlow Playground ({@code dataset.ts}), in the plane, with labels 0 and 1 instead
 * of -1 and 1. nu is the noise; label noise decides the label at a displaced point and leaves the sample where it is.
 *
 * <ul>
 *   <li>circle: (r sin a, r cos a) with a from U(0, 2 pi); r from U(3.5, 5) for one half and U(0, 2.5) for the other;
 *       class 1 if the point displaced by U(-5, 5) nu in each coordinate is less than 2.5 from the origin.
 *   <li>xor: U(-5, 5)^2, each coordinate moved 0.3 away from 0; class 1 if the product of the coordinates, each
 *       displaced by U(-5, 5) nu, is at least 0.
 *   <li>gauss: class 0 around (-2, -2), class 1 around (2, 2), each coordinate with variance 0.5 + 7 nu.
 *   <li>spiral: (r sin t + U(-1, 1) nu, r cos t + U(-1, 1) nu) with r = 5 i / m and t = 3.5 pi i / m, plus pi for class
 *       0, for i from 0 to m - 1, where m is the number of samples of the class.
 *   <li>xorTable: the four points of the truth table.
 * </ul>
 */
final class ClassGenerators {

    private static final double RADIUS = 5;
    private static final double XOR_PADDING = 0.3;

    private ClassGenerators() {}

    /** How many of the samples one of two classes gets. */
    private static int count(int samples, int label) {
        return count(samples, label, 2);
    }

    /** How many of the samples the class gets: as many as the others, the first classes one more. */
    static int count(int samples, int label, int classes) {
        return samples / classes + (label < samples % classes ? 1 : 0);
    }

    static Sample sample(double x1, double x2, double label) {
        return new Sample(new double[] {x1, x2}, new double[] {label});
    }

    static List<Sample> circle(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int half = 0; half < 2; half++) {
            double nearest = half == 0 ? 0.7 * RADIUS : 0;
            double farthest = half == 0 ? RADIUS : 0.5 * RADIUS;
            for (int i = 0; i < count(samples, half); i++) {
                double r = randomness.uniform(nearest, farthest);
                double angle = randomness.uniform(0, 2 * Math.PI);
                double x1 = r * StrictMath.sin(angle);
                double x2 = r * StrictMath.cos(angle);
                double displaced1 = x1 + randomness.uniform(-RADIUS, RADIUS) * noise;
                double displaced2 = x2 + randomness.uniform(-RADIUS, RADIUS) * noise;
                boolean inside = StrictMath.hypot(displaced1, displaced2) < 0.5 * RADIUS;
                drawn.add(sample(x1, x2, inside ? 1 : 0));
            }
        }
        return drawn;
    }

    static List<Sample> xor(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int i = 0; i < samples; i++) {
            double x1 = awayFromZero(randomness.uniform(-RADIUS, RADIUS));
            double x2 = awayFromZero(randomness.uniform(-RADIUS, RADIUS));
            double displaced1 = x1 + randomness.uniform(-RADIUS, RADIUS) * noise;
            double displaced2 = x2 + randomness.uniform(-RADIUS, RADIUS) * noise;
            drawn.add(sample(x1, x2, displaced1 * displaced2 >= 0 ? 1 : 0));
        }
        return drawn;
    }

    private static double awayFromZero(double x) {
        return x + (x > 0 ? XOR_PADDING : -XOR_PADDING);
    }

    static List<Sample> gauss(int samples, double noise, Randomness randomness) {
        double standardDeviation = StrictMath.sqrt(0.5 + 7 * noise);
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < 2; label++) {
            double centre = label == 0 ? -2 : 2;
            for (int i = 0; i < count(samples, label); i++) {
                double x1 = randomness.gaussian(centre, standardDeviation);
                double x2 = randomness.gaussian(centre, standardDeviation);
                drawn.add(sample(x1, x2, label));
            }
        }
        return drawn;
    }

    static List<Sample> spiral(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < 2; label++) {
            int count = count(samples, label);
            for (int i = 0; i < count; i++) {
                double r = RADIUS * i / count;
                double t = 3.5 * Math.PI * i / count + (label == 0 ? Math.PI : 0);
                double x1 = r * StrictMath.sin(t) + randomness.uniform(-1, 1) * noise;
                double x2 = r * StrictMath.cos(t) + randomness.uniform(-1, 1) * noise;
                drawn.add(sample(x1, x2, label));
            }
        }
        return drawn;
    }

    static List<Sample> xorTable() {
        return List.of(sample(0, 0, 0), sample(0, 1, 1), sample(1, 0, 1), sample(1, 1, 0));
    }
}
