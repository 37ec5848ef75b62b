package org.nnplayground.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/**
 * How well models of several kinds can fit the train samples of a spec, estimated without training a network. An error
 * is a share from 0 to 1: of the samples that get a wrong class, or in regression of the targets' variance that the
 * model does not explain (1 - R^2, the mean over the outputs).
 *
 * @param linear of the best linear model of the spec's features: least squares, for more than two classes between each
 *     pair of classes, with a vote
 * @param features of any model of the spec's features: each sample is predicted by its five nearest neighbours
 * @param columns of any model of all columns of the data, by the same method
 */
public record AttainableErrors(double linear, double features, double columns) {

    /** Number of samples that are used; more make the estimates slower and hardly better. */
    private static final int MAX_SAMPLES = 500;

    private static final int MAX_FEATURES = 30;

    private static final double SMALL = 0.1;

    /**
     * The errors of the train samples of a spec; empty if it has more than {@value #MAX_FEATURES} features or columns,
     * or several labels for a sample. Takes a few milliseconds.
     */
    public static Optional<AttainableErrors> of(TrainingSpec spec, SampleSet train) {
        if (Math.max(spec.features().size(), spec.data().columns()) > MAX_FEATURES || spec.hasSeveralLabels()) {
            return Optional.empty();
        }
        Fit fit = Fit.of(spec, train);
        List<String> columns = Feature.available(spec.data().columns()).keySet().stream()
                .limit(spec.data().columns())
                .toList();
        return Optional.of(
                new AttainableErrors(fit.linear(spec.features()), fit.nearest(spec.features()), fit.nearest(columns)));
    }

    /**
     * One feature, or else two, that let a linear model fit the samples if they are added to those of the spec; of
     * several the ones with the least error. Empty if there are none.
     */
    public static List<String> featuresForLinearModel(TrainingSpec spec, SampleSet train) {
        Fit fit = Fit.of(spec, train);
        List<String> others = Feature.available(spec.data().columns()).keySet().stream()
                .filter(name -> !spec.features().contains(name))
                .toList();
        return Stream.of(singles(others), pairs(others))
                .map(candidates -> best(fit, spec.features(), candidates))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(List.of());
    }

    private static List<List<String>> singles(List<String> names) {
        return names.stream().map(List::of).toList();
    }

    private static List<List<String>> pairs(List<String> names) {
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(i -> names.subList(i + 1, names.size()).stream().map(other -> List.of(names.get(i), other)))
                .toList();
    }

    private record Candidate(List<String> added, double error) {}

    private static Optional<List<String>> best(Fit fit, List<String> features, List<List<String>> candidates) {
        return candidates.stream()
                .map(added -> new Candidate(added, fit.linear(concatenated(features, added))))
                .filter(candidate -> candidate.error < SMALL)
                .min(Comparator.comparingDouble(Candidate::error))
                .map(Candidate::added);
    }

    private static List<String> concatenated(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /**
     * The first train samples of a spec.
     *
     * @param x {@code [samples][columns]}
     * @param y {@code [samples][1]} labels in classification, {@code [samples][outputs]} in regression
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Fit(Task task, int classes, double[][] x, double[][] y) {

        static Fit of(TrainingSpec spec, SampleSet train) {
            int size = Math.min(train.size(), MAX_SAMPLES);
            return new Fit(spec.task(), spec.classes(), Arrays.copyOf(train.x(), size), Arrays.copyOf(train.y(), size));
        }

        double linear(List<String> features) {
            double[][] inputs = standardised(features);
            return switch (task) {
                case CLASSIFICATION -> wrongShare(votes(inputs));
                case REGRESSION ->
                    unexplained(output -> {
                        double[] fit = LeastSquares.fit(inputs, target(output));
                        return Arrays.stream(inputs)
                                .mapToDouble(sample -> LeastSquares.value(fit, sample))
                                .toArray();
                    });
            };
        }

        double nearest(List<String> features) {
            int[][] neighbours = NearestNeighbours.of(standardised(features));
            return switch (task) {
                case CLASSIFICATION ->
                    wrongShare(Arrays.stream(neighbours)
                            .mapToInt(this::mostFrequentLabel)
                            .toArray());
                case REGRESSION ->
                    unexplained(output -> Arrays.stream(neighbours)
                            .mapToDouble(of -> Arrays.stream(of)
                                    .mapToDouble(neighbour -> y[neighbour][output])
                                    .average()
                                    .orElse(0))
                            .toArray());
            };
        }

        /** {@code [samples][features]} with mean 0 and variance 1, or 0 for a feature that is constant. */
        private double[][] standardised(List<String> features) {
            float[] matrix = Feature.matrix(features, x[0].length, x);
            var inputs = new double[x.length][features.size()];
            for (int f = 0; f < features.size(); f++) {
                int row = f * x.length;
                double mean = IntStream.range(0, x.length)
                        .mapToDouble(i -> matrix[row + i])
                        .average()
                        .orElse(0);
                double variance = IntStream.range(0, x.length)
                        .mapToDouble(i -> (matrix[row + i] - mean) * (matrix[row + i] - mean))
                        .average()
                        .orElse(0);
                for (int i = 0; i < x.length; i++) {
                    inputs[i][f] = variance > 0 ? (matrix[row + i] - mean) / Math.sqrt(variance) : 0;
                }
            }
            return inputs;
        }

        private int label(int sample) {
            return (int) y[sample][0];
        }

        private double[] target(int output) {
            return Arrays.stream(y).mapToDouble(values -> values[output]).toArray();
        }

        /** The class of each sample by a vote of the linear models between each pair of classes. */
        private int[] votes(double[][] inputs) {
            var votes = new int[x.length][classes];
            for (int low = 0; low < classes; low++) {
                for (int high = low + 1; high < classes; high++) {
                    vote(inputs, low, high, votes);
                }
            }
            return Arrays.stream(votes)
                    .mapToInt(of -> IntStream.range(0, classes)
                            .boxed()
                            .max(Comparator.comparingInt(label -> of[label]))
                            .orElse(0))
                    .toArray();
        }

        private void vote(double[][] inputs, int low, int high, int[][] votes) {
            int[] members = IntStream.range(0, x.length)
                    .filter(i -> label(i) == low || label(i) == high)
                    .toArray();
            if (members.length == 0) {
                return;
            }
            double[] fit = LeastSquares.fit(
                    Arrays.stream(members).mapToObj(i -> inputs[i]).toArray(double[][]::new),
                    Arrays.stream(members)
                            .mapToDouble(i -> label(i) == high ? 1 : -1)
                            .toArray());
            for (int i = 0; i < x.length; i++) {
                votes[i][LeastSquares.value(fit, inputs[i]) >= 0 ? high : low]++;
            }
        }

        /** The label that most of the samples have; of equally many, that of the earliest sample. */
        private int mostFrequentLabel(int[] samples) {
            var counts = new int[classes];
            for (int sample : samples) {
                counts[label(sample)]++;
            }
            int most = Arrays.stream(counts).max().orElse(0);
            return Arrays.stream(samples)
                    .map(this::label)
                    .filter(label -> counts[label] == most)
                    .findFirst()
                    .orElse(0);
        }

        private double wrongShare(int[] labels) {
            return IntStream.range(0, x.length)
                            .filter(i -> labels[i] != label(i))
                            .count()
                    / (double) x.length;
        }

        private interface Prediction {
            /** @return {@code [samples]} */
            double[] of(int output);
        }

        /** The share of the targets' variance that the predictions do not explain, the mean over the outputs. */
        private double unexplained(Prediction prediction) {
            return IntStream.range(0, y[0].length)
                    .mapToDouble(output -> {
                        double[] target = target(output);
                        double[] predicted = prediction.of(output);
                        double mean = Arrays.stream(target).average().orElse(0);
                        double all = 0;
                        double left = 0;
                        for (int i = 0; i < target.length; i++) {
                            all += (target[i] - mean) * (target[i] - mean);
                            left += (target[i] - predicted[i]) * (target[i] - predicted[i]);
                        }
                        return all > 0 ? Math.min(1, left / all) : 0;
                    })
                    .average()
                    .orElse(0);
        }
    }
}
