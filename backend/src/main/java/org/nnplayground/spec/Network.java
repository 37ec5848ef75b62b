package org.nnplayground.spec;

import java.util.List;

/**
 * A multilayer perceptron.
 *
 * @param layers hidden layers first, the output layer last; at least one
 */
public record Network(List<Layer> layers, Initializer initializer) {

    public Network {
        layers = List.copyOf(layers);
    }

    /** Number of the output layer's units. */
    public int outputs() {
        return layers.getLast().units();
    }

    public Activation outputActivation() {
        return layers.getLast().activation();
    }

    /** Number of weights, biases and slopes for so many inputs. */
    public long parameters(int inputs) {
        long parameters = 0;
        long width = inputs;
        for (Layer layer : layers) {
            parameters += layer.units() * (width + (layer.bias() ? 1 : 0));
            parameters += layer.activation().hasSlope() ? 1 : 0;
            width = layer.units();
        }
        return parameters;
    }

    /**
     * One fully connected layer: activation(weights . inputs + biases).
     *
     * @param bias whether the layer has biases
     * @param dropout the probability that a unit's activation is dropped in training, 0 to below 1; 0 in the output
     *     layer
     */
    public record Layer(int units, Activation activation, boolean bias, double dropout) {

        /** Without dropout. */
        public Layer(int units, Activation activation, boolean bias) {
            this(units, activation, bias, 0);
        }
    }
}
