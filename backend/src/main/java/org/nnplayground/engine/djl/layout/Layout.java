package org.nnplayground.engine.djl.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.MaxPooling;
import org.nnplayground.spec.layer.Padding;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.layer.Upsampling;
import org.nnplayground.spec.layer.WeightShape;

/**
 * The order of a network's parameters in one flat vector: layer by layer, each {@code [rows][width]} row-major as
 * {@link WeightShape} defines: of a dense layer {@code [units][inputs + 1]} with the bias last, or
 * {@code [units][inputs]} without bias; after all layers the slopes of those that have one.
 *
 * @param layers hidden layers first
 */
public record Layout(List<Layer> layers) {

    public Layout {
        layers = List.copyOf(layers);
    }

    public static Layout of(TrainingSpec spec) {
        var layers = new ArrayList<Layer>();
        int offset = 0;
        int slope = Math.toIntExact(spec.parameters() - slopes(spec.network()));
        for (PlacedLayer layer : spec.placedLayers()) {
            var placed = new Layer(layer, layer.weights(), layer.output().count(), offset, slope);
            layers.add(placed);
            offset = placed.end();
            slope += placed.hasSlope() ? 1 : 0;
        }
        return new Layout(layers);
    }

    private static long slopes(Network network) {
        return network.layers().stream()
                .filter(layer -> layer.activation().hasSlope())
                .count();
    }

    /**
     * A layout with at least as many inputs and hidden units, whose additional parameters are 0 and stay 0. Layouts of
     * one structure have few such families.
     */
    public Layout padded() {
        int widest = layers.stream()
                .limit(layers.size() - 1L)
                .mapToInt(Layer::units)
                .max()
                .orElse(0);
        int hidden = padded(widest);
        int inputs = padded(inputs());
        var all = new ArrayList<Layer>();
        int offset = 0;
        int slope = 0;
        for (Layer layer : layers) {
            int units = layer == layers.getLast() ? layer.units() : hidden;
            slope += units * (inputs + (layer.bias() ? 1 : 0));
            inputs = units;
        }
        inputs = padded(inputs());
        for (Layer layer : layers) {
            int units = layer == layers.getLast() ? layer.units() : hidden;
            double dropout = layer.hasDropout() ? 0.5 : 0; // the probability is not part of a program
            var wide = new PlacedLayer(new Dense(units, layer.activation(), layer.bias(), dropout), Shape.of(inputs));
            var placed = new Layer(wide, wide.weights(), units, offset, slope);
            all.add(placed);
            offset = placed.end();
            inputs = units;
        }
        return new Layout(all);
    }

    /** The next of 4, 8, 16 and so on. */
    private static int padded(int count) {
        int padded = 4;
        while (padded < count) {
            padded *= 2;
        }
        return padded;
    }

    /**
     * @param wider a layout of the same structure with at least as many inputs and units
     * @return for each parameter its index in the wider layout
     */
    public int[] indicesIn(Layout wider) {
        var indices = new int[parameters()];
        for (int l = 0; l < layers.size(); l++) {
            Layer from = layers.get(l);
            Layer to = wider.layers.get(l);
            for (int unit = 0; unit < from.units(); unit++) {
                int row = from.offset() + unit * from.width();
                int wide = to.offset() + unit * to.width();
                for (int input = 0; input < from.inputs(); input++) {
                    indices[row + input] = wide + input;
                }
                if (from.bias()) {
                    indices[row + from.inputs()] = wide + to.inputs();
                }
            }
        }
        return indices;
    }

    /** Number of weights, biases and slopes. */
    public int parameters() {
        Layer last = layers.getLast();
        return last.slope() + (last.hasSlope() ? 1 : 0);
    }

    /** Number of weights and biases: index of the first slope. */
    public int slopes() {
        return layers.getFirst().slope();
    }

    /** Whether any layer has dropout. */
    public boolean hasDropout() {
        return layers.stream().anyMatch(Layer::hasDropout);
    }

    /** Number of units in layers with dropout. */
    public int unitsWithDropout() {
        return layers.stream().filter(Layer::hasDropout).mapToInt(Layer::units).sum();
    }

    public int inputs() {
        return layers.getFirst().placed().input().count();
    }

    /** Whether all layers are dense. */
    public boolean isDense() {
        return layers.stream().allMatch(layer -> layer.placed().layer() instanceof Dense);
    }

    /** Whether a layer passes its samples through itself several times. */
    public boolean isRecurrent() {
        return layers.stream().anyMatch(layer -> layer.placed().layer() instanceof Recurrent);
    }

    /** Multiplications of a forward pass of one sample. */
    public long multiplications() {
        return parameters()
                + layers.stream()
                        .mapToLong(layer ->
                                (layer.positions() - 1L) * layer.weights().count())
                        .sum();
    }

    /** Floats that a forward pass keeps for one sample. */
    public long floats() {
        return layers.stream()
                .mapToLong(layer -> layer.units() + layer.scratch())
                .sum();
    }

    public int outputs() {
        return layers.getLast().units();
    }

    /** Number of units of dense and recurrent layers and of filters, in all layers. */
    public int channels() {
        return layers.stream().mapToInt(Layer::channels).sum();
    }

    /** Number of units in all layers: floats of one sample's activations. */
    public int units() {
        return layers.stream().mapToInt(Layer::units).sum();
    }

    /**
     * @return {@code [parameters]}
     * @throws IllegalArgumentException if the layers have another shape, or a number is not finite
     */
    public float[] flatten(List<LayerParameters> given) {
        var flat = new float[parameters()];
        if (given.size() != layers.size()) {
            throw new IllegalArgumentException("%d layers for a network of %d".formatted(given.size(), layers.size()));
        }
        for (int l = 0; l < given.size(); l++) {
            layers.get(l).into(flat, given.get(l));
        }
        for (float number : flat) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("a parameter is not finite");
            }
        }
        return flat;
    }

    /** @param flat {@code [parameters]}, parameters or one number for each of them */
    public List<LayerParameters> unflatten(float[] flat) {
        return layers.stream().map(layer -> layer.of(flat)).toList();
    }

    /**
     * Makes the weights of the second layer those of the first, transposed, as in a restricted Boltzmann machine.
     *
     * @param parameters {@code [parameters]} of two dense layers
     * @return a copy
     */
    public float[] tied(float[] parameters) {
        Layer first = layers.getFirst();
        Layer second = layers.getLast();
        float[] tied = parameters.clone();
        for (int j = 0; j < second.inputs(); j++) {
            for (int i = 0; i < first.inputs(); i++) {
                tied[second.offset() + i * second.width() + j] = parameters[first.offset() + j * first.width() + i];
            }
        }
        return tied;
    }

    /**
     * @param units numbers that the layer gives
     * @param offset index of the layer's first weight in the flat vector
     * @param slope index of the slope of this layer, or of the next layer that has one
     */
    public record Layer(PlacedLayer placed, WeightShape weights, int units, int offset, int slope) {

        public Activation activation() {
            return placed.layer().activation();
        }

        public boolean bias() {
            return weights.bias();
        }

        public double dropout() {
            return placed.layer().dropout();
        }

        public boolean hasDropout() {
            return dropout() > 0;
        }

        public boolean isFrozen() {
            return placed.layer().frozen();
        }

        public boolean hasSlope() {
            return activation().hasSlope();
        }

        /** Number of rows of weights: units, filters, or units of all gates. */
        public int rows() {
            return weights.rows();
        }

        /** Number of weights of a row: the layer's inputs, of a recurrent layer its states too. */
        public int inputs() {
            return weights.weights();
        }

        /** Number of weights and biases of a row. */
        public int width() {
            return weights.width();
        }

        public int end() {
            return Math.addExact(offset, Math.multiplyExact(rows(), width()));
        }

        /** As {@link PlacedLayer#uses}. */
        public int positions() {
            return placed.uses();
        }

        /** Units of which the diagnosis speaks: units of a dense layer, filters of a convolution. */
        public int channels() {
            return placed.layer().units();
        }

        /** Floats of one sample that a forward pass needs beside the units. */
        public long scratch() {
            return switch (placed.layer()) {
                case Dense dense -> 0;
                case Convolution convolution -> (long) positions() * width() + padded(convolution);
                case MaxPooling pooling -> (long) units * pooling.size() * pooling.size() + 2L * units;
                case Upsampling upsampling -> 0;
                case Concatenation concatenation -> units; // both images together
                case Recurrent recurrent -> (positions() + 1L) * (width() + rows() + 2L * recurrent.units());
            };
        }

        /** Floats of one sample's input with its margin of zeros, 0 without one. */
        private long padded(Convolution convolution) {
            Shape input = placed.input();
            long rows = input.get(0) + 2L * convolution.paddedRows();
            long columns = input.get(1) + 2L * convolution.paddedColumns();
            return convolution.padding() == Padding.SAME ? rows * columns * input.get(2) : 0;
        }

        private void into(float[] flat, LayerParameters given) {
            int states = weights.states();
            int first = inputs() - states;
            boolean fits = hasShape(given.weights(), rows(), first)
                    && hasShape(given.recurrentWeights(), states == 0 ? 0 : rows(), states)
                    && given.biases().length == (bias() ? rows() : 0)
                    && (given.slope() != null) == hasSlope();
            if (!fits) {
                throw new IllegalArgumentException(
                        "parameters of another shape than %d x %d".formatted(rows(), inputs()));
            }
            for (int row = 0; row < rows(); row++) {
                int at = offset + row * width();
                System.arraycopy(given.weights()[row], 0, flat, at, first);
                if (states > 0) {
                    System.arraycopy(given.recurrentWeights()[row], 0, flat, at + first, states);
                }
                if (bias()) {
                    flat[at + inputs()] = given.biases()[row];
                }
            }
            Float learned = given.slope();
            if (learned != null) {
                flat[slope] = learned;
            }
        }

        private static boolean hasShape(float[][] matrix, int rows, int columns) {
            return matrix.length == rows && Arrays.stream(matrix).allMatch(row -> row.length == columns);
        }

        private LayerParameters of(float[] flat) {
            int states = weights.states();
            int first = inputs() - states;
            var own = new float[rows()][first];
            var recurrent = new float[states == 0 ? 0 : rows()][states];
            var biases = new float[bias() ? rows() : 0];
            for (int row = 0; row < rows(); row++) {
                int at = offset + row * width();
                System.arraycopy(flat, at, own[row], 0, first);
                if (states > 0) {
                    System.arraycopy(flat, at + first, recurrent[row], 0, states);
                }
                if (bias()) {
                    biases[row] = flat[at + inputs()];
                }
            }
            return new LayerParameters(
                    weights.inputs(), own, recurrent, biases, hasSlope() ? (Float) flat[slope] : null);
        }
    }
}
