package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Recurrent;
import org.nnplayground.spec.layer.Shape;

/**
 * A feed-forward network: each layer takes what the layer before gives, a concatenation also what an earlier layer
 * gives.
 *
 * @param layers hidden layers first, the output layer last; at least one
 */
public record Network(List<Layer> layers, Initializer initializer) {

    public Network {
        layers = List.copyOf(layers);
    }

    /** Definition of {@code network}. */
    public static ObjectType<Network> definition(Limits limits) {
        var layers = new Field.VariantList<>(
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

    public Activation outputActivation() {
        return layers.getLast().activation();
    }

    /**
     * The layers with the shapes of their inputs.
     *
     * @param input shape of what the first layer takes, which fits
     */
    public List<PlacedLayer> placed(Shape input) {
        var placed = new ArrayList<PlacedLayer>();
        Shape shape = input;
        for (Layer layer : layers) {
            var next = new PlacedLayer(
                    layer,
                    layer instanceof Concatenation concatenation
                            ? Concatenation.join(
                                    shape, placed.get(concatenation.layer()).output())
                            : shape);
            placed.add(next);
            shape = next.output();
        }
        return placed;
    }

    /** Number of weights, biases and slopes for an input of this shape. */
    public long parameters(Shape input) {
        return placed(input).stream()
                .mapToLong(layer -> layer.weights().count() + (layer.hasSlope() ? 1 : 0))
                .sum();
    }

    /** Whether every layer is fully connected and none is frozen. */
    public boolean isPlain() {
        return layers.stream().allMatch(layer -> layer instanceof Dense && !layer.frozen());
    }

    /** Whether a layer passes its samples through itself several times. */
    public boolean isRecurrent() {
        return layers.stream().anyMatch(Recurrent.class::isInstance);
    }
}
