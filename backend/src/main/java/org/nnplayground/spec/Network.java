package org.nnplayground.spec;

import java.util.List;
import org.nnplayground.problem.Message;

/**
 * A multilayer perceptron.
 *
 * @param layers hidden layers first, the output layer last; at least one
 */
public record Network(List<Layer> layers, Initializer initializer) {

    public Network {
        layers = List.copyOf(layers);
    }

    /** Definition of {@code network}. */
    public static ObjectType<Network> definition(Limits limits) {
        var layers = new Field.ObjectList<>(
                "layers",
                Layer.definition(limits),
                1,
                limits.layers(),
                false,
                "Hidden layers first, the output layer last.");
        return ObjectType.of(
                        Network.class,
                        Network::new,
                        layers.from(Network::layers),
                        new Field.Variants<>("initializer", Initializer.definition(), false).from(Network::initializer))
                .labelled(Message.of("thing.network"));
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

        /** The activation of a hidden layer that names none. */
        public static final Activation DEFAULT_ACTIVATION = Activation.TANH;

        /** Definition of an element of {@code network.layers}; a hidden layer must not have softmax. */
        public static ObjectType<Layer> definition(Limits limits) {
            var activation = new Field.OneOf<>(
                    "activation",
                    Choices.of(Activation.values()),
                    null,
                    false,
                    "Of a hidden layer the default is %s, of the output layer %s, with more than two classes %s, in regression %s."
                            .formatted(
                                    DEFAULT_ACTIVATION.wireName(),
                                    Activation.TANH.wireName(),
                                    Activation.SOFTMAX.wireName(),
                                    Activation.LINEAR.wireName()));
            return ObjectType.of(
                            Layer.class,
                            Layer::new,
                            NumberField.whole("units", 1, limits.units())
                                    .mandatory()
                                    .from(Layer::units),
                            activation.from(Layer::activation),
                            new Field.Flag("bias", true, null, "").from(Layer::bias),
                            NumberField.real("dropout", 0, 0.95) // at least a few units are left to train
                                    .withDefault(0)
                                    .describedAs("0 in the output layer.")
                                    .from(Layer::dropout))
                    .labelled(Message.of("thing.layer"));
        }

        /** Without dropout. */
        public Layer(int units, Activation activation, boolean bias) {
            this(units, activation, bias, 0);
        }
    }
}
