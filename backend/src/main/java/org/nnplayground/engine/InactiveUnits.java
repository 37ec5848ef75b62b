package org.nnplayground.engine;

import java.util.List;

/**
 * Units that hardly learn because the derivative of their activation is almost 0 on the train set.
 *
 * @param layer from 0
 * @param units indices within the layer, ascending, at least one
 */
public record InactiveUnits(Kind kind, int layer, List<Integer> units) {

    public InactiveUnits {
        units = List.copyOf(units);
    }

    /** The kind of inactivity. */
    public enum Kind {
        /** The derivative is 0 for every train sample; only with relu. */
        DEAD,
        /**
         * The derivative is below a fiftieth of its largest value for at least 95 in 100 train samples; only with tanh
         * (beyond 0.99) and sigmoid (within 0.005 of 0 or 1).
         */
        SATURATED
    }
}
