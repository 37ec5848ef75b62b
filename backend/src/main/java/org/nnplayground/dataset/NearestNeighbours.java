package org.nnplayground.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * For each of some samples the samples closest to it, nearest first. With fewer than {@value #FEW} samples, closeness
 * means nothing: then the neighbours of a sample are those with the same inputs, itself included.
 */
final class NearestNeighbours {

    private static final int NEIGHBOURS = 5;
    private static final int FEW = 20;

    private NearestNeighbours() {}

    /**
     * @param x {@code [samples][inputs]}
     * @return {@code [samples][neighbours]}, indices of samples
     */
    static int[][] of(double[][] x) {
        return IntStream.range(0, x.length)
                .mapToObj(sample -> x.length < FEW ? same(x, sample) : nearest(x, sample))
                .toArray(int[][]::new);
    }

    private static int[] same(double[][] x, int sample) {
        return IntStream.range(0, x.length)
                .filter(other -> Arrays.equals(x[other], x[sample]))
                .toArray();
    }

    private static int[] nearest(double[][] x, int sample) {
        var nearest = new int[NEIGHBOURS];
        var distances = new double[NEIGHBOURS];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        for (int other = 0; other < x.length; other++) {
            double distance = other == sample ? Double.POSITIVE_INFINITY : squaredDistance(x[other], x[sample]);
            for (int at = NEIGHBOURS - 1; at >= 0 && distance < distances[at]; at--) {
                if (at + 1 < NEIGHBOURS) {
                    distances[at + 1] = distances[at];
                    nearest[at + 1] = nearest[at];
                }
                distances[at] = distance;
                nearest[at] = other;
            }
        }
        return nearest;
    }

    private static double squaredDistance(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return sum;
    }
}
