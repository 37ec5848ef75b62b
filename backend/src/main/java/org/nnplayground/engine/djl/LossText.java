package org.nnplayground.engine.djl;

import org.nnplayground.spec.Loss;

/**
 * What the program says for a loss. Tensors are {@code [outputs, samples]}; p is what the network says, y the encoded
 * target, and every value is for one sample and output: means are taken by the caller.
 *
 * <p>squaredError: (p - y)^2 / 2, derivative p - y.
 */
interface LossText {

    /** d becomes the derivative by p. */
    void derivative(Script script, String p, String y, String d);

    /** p becomes the loss times 1 / {@link #factor}. */
    void value(Script script, String p, String y);

    /** What {@link #value} leaves out, as it costs nothing in the weights of the mean. */
    double factor();

    static LossText of(Loss loss) {
        return switch (loss) {
            case SQUARED_ERROR -> new SquaredError();
        };
    }

    /** Half the squared error. */
    record SquaredError() implements LossText {
        @Override
        public void derivative(Script script, String p, String y, String d) {
            script.effect("torch.sub(%s, %s, out=%s)".formatted(p, y, d));
        }

        @Override
        public void value(Script script, String p, String y) {
            script.effect("torch.sub_(%s, %s)".formatted(p, y));
            script.effect("torch.mul_(%1$s, %1$s)".formatted(p));
        }

        @Override
        public double factor() {
            return 0.5;
        }
    }
}
