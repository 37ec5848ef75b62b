package org.nnplayground.engine;

import java.util.List;

/**
 * The gradient of a mean loss.
 *
 * @param loss the mean loss of the same samples at the same parameters
 * @param layers the derivative of that loss with respect to each parameter
 */
public record Gradients(double loss, List<LayerParameters> layers) {

    public Gradients {
        layers = List.copyOf(layers);
    }
}
