package org.nnplayground.spec.layer;

import org.nnplayground.spec.Activation;

/** A layer without parameters: it has no units of its own and no activation, and what it gives is never dropped. */
sealed interface Weightless extends Layer permits MaxPooling, Upsampling, Concatenation {

    @Override
    default int units() {
        return 0;
    }

    @Override
    default Activation activation() {
        return Activation.LINEAR;
    }

    @Override
    default boolean bias() {
        return false;
    }

    @Override
    default double dropout() {
        return 0;
    }

    @Override
    default WeightShape weights(Shape input) {
        return WeightShape.NONE;
    }
}
