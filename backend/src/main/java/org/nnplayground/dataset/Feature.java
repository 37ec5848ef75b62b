package org.nnplayground.dataset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One input of a network as a function of a sample's raw columns. For data in the plane: x1, x2, x1Squared = x1^2,
 * x2Squared = x2^2, x1TimesX2 = x1 x2, sinX1 = sin(x1), sinX2 = sin(x2), cosX1 = cos(x1), cosX2 = cos(x2), in radians;
 * otherwise the columns x1 to xd.
 */
@FunctionalInterface
public interface Feature {

    /** @param x {@code [columns]} */
    double of(double[] x);

    /** Every feature of data with so many columns, by wire name, in the order that a page shows them. */
    static Map<String, Feature> available(int columns) {
        var features = new LinkedHashMap<String, Feature>();
        for (int c = 0; c < columns; c++) {
            int column = c;
            features.put("x" + (c + 1), x -> x[column]);
        }
        if (columns == 2) {
            features.put("x1Squared", x -> x[0] * x[0]);
            features.put("x2Squared", x -> x[1] * x[1]);
            features.put("x1TimesX2", x -> x[0] * x[1]);
            features.put("sinX1", x -> StrictMath.sin(x[0]));
            features.put("sinX2", x -> StrictMath.sin(x[1]));
            features.put("cosX1", x -> StrictMath.cos(x[0]));
            features.put("cosX2", x -> StrictMath.cos(x[1]));
        }
        return features;
    }

    /**
     * What a network sees of samples, features-major.
     *
     * @param names wire names, each one of {@link #available}
     * @param x {@code [samples][columns]}
     * @return {@code [features + 1][samples]}, row-major; the last row is ones, which biases multiply
     * @throws IllegalArgumentException for a name that is no feature of such data
     */
    static float[] matrix(List<String> names, int columns, double[]... x) {
        List<Feature> features = of(names, columns);
        int samples = x.length;
        var matrix = new float[Math.multiplyExact(features.size() + 1, samples)];
        for (int f = 0; f < features.size(); f++) {
            Feature feature = features.get(f);
            for (int i = 0; i < samples; i++) {
                matrix[f * samples + i] = (float) feature.of(x[i]);
            }
        }
        IntStream.range(features.size() * samples, matrix.length).forEach(i -> matrix[i] = 1);
        return matrix;
    }

    /**
     * The same by sample, without the row of ones.
     *
     * @return {@code [samples][features]}; x itself if the features are the columns
     * @throws IllegalArgumentException for a name that is no feature of such data
     */
    static double[][] rows(List<String> names, int columns, double[]... x) {
        List<Feature> features = of(names, columns);
        boolean areColumns =
                names.equals(available(columns).keySet().stream().limit(columns).toList());
        return areColumns
                ? x
                : Arrays.stream(x)
                        .map(sample -> features.stream()
                                .mapToDouble(feature -> feature.of(sample))
                                .toArray())
                        .toArray(double[][]::new);
    }

    private static List<Feature> of(List<String> names, int columns) {
        Map<String, Feature> available = available(columns);
        return names.stream()
                .map(name -> {
                    Feature feature = available.get(name);
                    if (feature == null) {
                        throw new IllegalArgumentException(
                                name + " is no feature of data with " + columns + " columns");
                    }
                    return feature;
                })
                .toList();
    }
}
