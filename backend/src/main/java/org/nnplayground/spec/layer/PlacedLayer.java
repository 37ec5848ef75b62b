package org.nnplayground.spec.layer;

/**
 * A layer at its place in a network.
 *
 * @param input shape of what the layer takes, which a dense layer flattens; of a concatenation that of both together
 */
public record PlacedLayer(Layer layer, Shape input) {

    /** Shape of what the layer gives. */
    public Shape output() {
        return layer.output(input);
    }

    public WeightShape weights() {
        return layer.weights(input);
    }

    /** How many times a forward pass of one sample uses each weight: positions of a filter, steps of a sequence. */
    public int uses() {
        return switch (layer) {
            case Dense dense -> 1;
            case Convolution convolution -> output().count() / convolution.filters();
            case MaxPooling pooling -> 1;
            case Upsampling upsampling -> 1;
            case Concatenation concatenation -> 1;
            case Recurrent recurrent -> input.get(0);
        };
    }

    public boolean hasSlope() {
        return layer.activation().hasSlope();
    }
}
