package org.nnplayground.engine;

import java.util.List;

/**
 * @param loss of the samples that the gradient is of, at the same parameters
 * @param layers the derivative of that loss by each parameter
 */
public record Gradients(double loss, List<LayerParameters> layers) {

    public Gradients {
        layers = List.copyOf(layers);
    }
}
