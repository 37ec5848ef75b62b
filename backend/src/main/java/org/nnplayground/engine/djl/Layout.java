package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.TrainingSpec;

/**
 * The order of a network's parameters in one flat vector: layer by layer, each {@code [units][inputs + 1]} row-major
 * with the bias last, or {@code [units][inputs]} without bias; after all layers the slopes of those that have one.
 *
 * @param layers hidden layers first
 */
record Layout(List<Layer> layers) {

    Layout {
        layers = List.copyOf(layers);
    }

    static Layout of(TrainingSpec spec) {
        var layers = new ArrayList<Layer>();
        int inputs = spec.features().size();
        int offset = 0;
        int slope = Math.toIntExact(spec.parameters() - slopes(spec.network()));
        for (Network.Layer layer : spec.network().layers()) {
            var placed =
                    new Layer(inputs, layer.units(), layer.activation(), layer.bias(), layer.dropout(), offset, slope);
            layers.add(placed);
            offset = placed.end();
            slope += placed.hasSlope() ? 1 : 0;
            inputs = layer.units();
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
    Layout padded() {
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
            var placed = new Layer(inputs, units, layer.activation(), layer.bias(), dropout, offset, slope);
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
    int[] indicesIn(Layout wider) {
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
    int parameters() {
        Layer last = layers.getLast();
        return last.slope() + (last.hasSlope() ? 1 : 0);
    }

    /** Number of weights and biases: index of the first slope. */
    int slopes() {
        return layers.getFirst().slope();
    }

    /** Whether any layer has dropout. */
    boolean hasDropout() {
        return layers.stream().anyMatch(Layer::hasDropout);
    }

    /** Number of units in layers with dropout. */
    int unitsWithDropout() {
        return layers.stream().filter(Layer::hasDropout).mapToInt(Layer::units).sum();
    }

    int inputs() {
        return layers.getFirst().inputs();
    }

    int outputs() {
        return layers.getLast().units();
    }

    /** Number of units in all layers: floats of one sample's activations. */
    int units() {
        return layers.stream().mapToInt(Layer::units).sum();
    }

    /**
     * @return {@code [parameters]}
     * @throws IllegalArgumentException if the layers have another shape, or a number is not finite
     */
    float[] flatten(List<LayerParameters> given) {
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
    List<LayerParameters> unflatten(float[] flat) {
        return layers.stream().map(layer -> layer.of(flat)).toList();
    }

    /**
     * @param inputs units of the layer before, or features
     * @param dropout the probability that an activation is dropped in training
     * @param offset index of the layer's first weight in the flat vector
     * @param slope index of the slope of this layer, or of the next layer that has one
     */
    record Layer(int inputs, int units, Activation activation, boolean bias, double dropout, int offset, int slope) {

        boolean hasDropout() {
            return dropout > 0;
        }

        boolean hasSlope() {
            return activation.hasSlope();
        }

        /** Number of weights and biases of one unit. */
        int width() {
            return inputs + (bias ? 1 : 0);
        }

        int end() {
            return Math.addExact(offset, Math.multiplyExact(units, width()));
        }

        private void into(float[] flat, LayerParameters given) {
            boolean fits = given.weights().length == units
                    && Arrays.stream(given.weights()).allMatch(row -> row.length == inputs)
                    && given.biases().length == (bias ? units : 0)
                    && (given.slope() != null) == hasSlope();
            if (!fits) {
                throw new IllegalArgumentException("parameters of another shape than %d x %d".formatted(units, inputs));
            }
            for (int unit = 0; unit < units; unit++) {
                System.arraycopy(given.weights()[unit], 0, flat, offset + unit * width(), inputs);
                if (bias) {
                    flat[offset + unit * width() + inputs] = given.biases()[unit];
                }
            }
            Float learned = given.slope();
            if (learned != null) {
                flat[slope] = learned;
            }
        }

        private LayerParameters of(float[] flat) {
            var weights = new float[units][inputs];
            var biases = new float[bias ? units : 0];
            for (int unit = 0; unit < units; unit++) {
                System.arraycopy(flat, offset + unit * width(), weights[unit], 0, inputs);
                if (bias) {
                    biases[unit] = flat[offset + unit * width() + inputs];
                }
            }
            return new LayerParameters(weights, biases, hasSlope() ? (Float) flat[slope] : null);
        }
    }
}
