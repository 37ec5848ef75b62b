package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.ShapedSpecs;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.Upsampling;

/** Traces of image layers, and dense layers after them, against sums written as loops. */
class ImageTraceTest {

    private static final double TOLERANCE = 1e-5;

    static List<Named<TrainingSpec>> specs() {
        return ShapedSpecs.all().stream()
                .filter(each -> !each.getPayload().network().isRecurrent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void weightedSumsFollowFromTheValuesBelow(TrainingSpec spec) {
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(2, Long.MAX_VALUE));
            Trace trace = session.traceOfBatch(0);
            List<PlacedLayer> layers = spec.placedLayers();
            for (int l = 0; l < layers.size(); l++) {
                for (int sample = 0; sample < trace.samples().length; sample++) {
                    double[] sums = sums(
                            layers.get(l), trace.parametersBefore().layers().get(l), taken(spec, trace, l)[sample]);
                    float[] traced = trace.layers().get(l).weightedSums()[sample];
                    assertThat(traced).hasSize(sums.length);
                    for (int unit = 0; unit < sums.length; unit++) {
                        assertThat((double) traced[unit]).isCloseTo(sums[unit], within(TOLERANCE));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void deltasTimesTheValuesBelowAreTheGradient(TrainingSpec spec) {
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(2, Long.MAX_VALUE));
            Trace trace = session.traceOfBatch(1);
            List<PlacedLayer> layers = spec.placedLayers();
            assertThat(trace.gradients()).usingRecursiveComparison().isEqualTo(session.gradientsOfBatch(1));
            for (int l = 0; l < layers.size(); l++) {
                LayerParameters gradient = trace.gradients().layers().get(l);
                double[][] expected = gradient(
                        layers.get(l),
                        gradient,
                        taken(spec, trace, l),
                        trace.layers().get(l).deltas());
                for (int row = 0; row < expected.length; row++) {
                    for (int i = 0; i < expected[row].length; i++) {
                        assertThat((double) gradient.weights()[row][i]).isCloseTo(expected[row][i], within(TOLERANCE));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theTracedUpdateEqualsTheRealOne(TrainingSpec spec) {
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(1, Long.MAX_VALUE));
            Trace trace = session.traceOfBatch(0);
            session.advance(new Slice(9, Long.MAX_VALUE).withUpdates(1));

            assertThat(session.parameters())
                    .usingRecursiveComparison()
                    .isEqualTo(Objects.requireNonNull(trace.step()).updated());
        }
    }

    /** What a layer takes, by sample. */
    private static float[][] taken(TrainingSpec spec, Trace trace, int l) {
        float[][] before = l == 0 ? trace.inputs() : trace.layers().get(l - 1).activations();
        if (!(spec.network().layers().get(l) instanceof Concatenation concatenation)) {
            return before;
        }
        float[][] earlier = trace.layers().get(concatenation.layer()).activations();
        var both = new float[before.length][];
        Arrays.setAll(both, sample -> joined(before[sample], earlier[sample]));
        return both;
    }

    private static float[] joined(float[] before, float[] earlier) {
        float[] both = Arrays.copyOf(before, before.length + earlier.length);
        System.arraycopy(earlier, 0, both, before.length, earlier.length);
        return both;
    }

    private static double[] sums(PlacedLayer placed, LayerParameters parameters, float[] x) {
        Shape output = placed.output();
        var sums = new double[output.count()];
        for (int unit = 0; unit < sums.length; unit++) {
            sums[unit] = switch (placed.layer()) {
                case Dense dense -> sum(parameters, unit, x);
                case Convolution convolution ->
                    sum(
                            parameters,
                            channel(output, unit),
                            window(placed, convolution, row(output, unit), column(output, unit), x));
                case MaxPooling pooling -> largest(placed, pooling, unit, x);
                case Upsampling upsampling ->
                    at(
                            placed.input(),
                            channel(output, unit),
                            row(output, unit) / upsampling.size(),
                            column(output, unit) / upsampling.size(),
                            x);
                case Concatenation concatenation -> x[unit];
                case Recurrent recurrent -> throw new IllegalArgumentException(placed.toString());
            };
        }
        return sums;
    }

    private static double sum(LayerParameters parameters, int row, float[] x) {
        double sum = parameters.biases().length > 0 ? parameters.biases()[row] : 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) parameters.weights()[row][i] * x[i];
        }
        return sum;
    }

    private static double[][] gradient(PlacedLayer placed, LayerParameters like, float[][] below, float[][] deltas) {
        var gradient = new double[like.weights().length][like.weights().length == 0 ? 0 : like.weights()[0].length];
        if (gradient.length == 0) {
            return gradient;
        }
        for (int sample = 0; sample < deltas.length; sample++) {
            for (int unit = 0; unit < deltas[sample].length; unit++) {
                Shape output = placed.output();
                boolean convolves = placed.layer() instanceof Convolution;
                int row = convolves ? channel(output, unit) : unit;
                float[] x = placed.layer() instanceof Convolution convolution
                        ? window(placed, convolution, row(output, unit), column(output, unit), below[sample])
                        : below[sample];
                for (int i = 0; i < x.length; i++) {
                    gradient[row][i] += (double) deltas[sample][unit] * x[i];
                }
            }
        }
        return gradient;
    }

    /** Units are ordered by channel, row and column; a shape is height, width and channels. */
    private static int channel(Shape image, int unit) {
        return unit / (image.get(0) * image.get(1));
    }

    private static int row(Shape image, int unit) {
        return unit / image.get(1) % image.get(0);
    }

    private static int column(Shape image, int unit) {
        return unit % image.get(1);
    }

    private static float at(Shape image, int channel, int row, int column, float[] x) {
        boolean inside = row >= 0 && row < image.get(0) && column >= 0 && column < image.get(1);
        return inside ? x[(channel * image.get(0) + row) * image.get(1) + column] : 0;
    }

    /** What a filter sees at one position: {@code [channels * height * width]}. */
    private static float[] window(PlacedLayer placed, Convolution convolution, int row, int column, float[] x) {
        Shape image = placed.input();
        var window = new float[image.get(2) * convolution.height() * convolution.width()];
        int next = 0;
        for (int channel = 0; channel < image.get(2); channel++) {
            for (int y = 0; y < convolution.height(); y++) {
                for (int offset = 0; offset < convolution.width(); offset++) {
                    window[next++] = at(
                            image,
                            channel,
                            row * convolution.stride() + y - convolution.paddedRows(),
                            column * convolution.stride() + offset - convolution.paddedColumns(),
                            x);
                }
            }
        }
        return window;
    }

    private static double largest(PlacedLayer placed, MaxPooling pooling, int unit, float[] x) {
        Shape output = placed.output();
        double largest = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < pooling.size(); y++) {
            for (int offset = 0; offset < pooling.size(); offset++) {
                int row = row(output, unit) * pooling.size() + y;
                int column = column(output, unit) * pooling.size() + offset;
                largest = Math.max(largest, at(placed.input(), channel(output, unit), row, column, x));
            }
        }
        return largest;
    }
}
