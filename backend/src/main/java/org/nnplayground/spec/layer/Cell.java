package org.nnplayground.spec.layer;

import org.nnplayground.spec.Choice;

/** The cell of a recurrent layer. */
public enum Cell implements Choice {
    /** h = tanh(W x + U h + b) (Elman, "Finding structure in time", 1990). */
    SIMPLE(1),

    /**
     * Long short-term memory (Hochreiter, Schmidhuber, 1997, with the forget gate of Gers and others, 2000): the rows
     * of the weights are the gates i, f, g, o, each with one row per unit. i, f and o are sigmoids, g is a tanh; c = f
     * c + i g; h = o tanh(c).
     */
    LSTM(4);

    private final int gates;

    Cell(int gates) {
        this.gates = gates;
    }

    /** Rows of weights for each unit. */
    public int gates() {
        return gates;
    }
}
