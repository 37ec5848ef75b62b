package org.nnplayground.engine;

import java.util.List;

/** @param layers hidden layers first */
public record Parameters(List<LayerParameters> layers) {

    public Parameters {
        layers = List.copyOf(layers);
    }
}
