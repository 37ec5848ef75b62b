package org.nnplayground.engine.djl;

import org.nnplayground.spec.Activation;

/**
 * What the program says for an activation function. Tensors are {@code [units, samples]}.
 *
 * <p>linear: v = z. sigmoid: v = 1 / (1 + e^-z), derivative v (1 - v). tanh: derivative 1 - v^2. relu: v = max(z, 0),
 * derivative 1 where v is above 0 and 0 elsewhere, at z = 0 too.
 */
interface ActivationText {

    /** Whether the derivative needs the weighted sums z, which are then kept beside the activations v. */
    default boolean keepsSums() {
        return false;
    }

    /** v of z; the two are the same tensor unless {@link #keepsSums}, and may be the same even then. */
    void forward(Script script, String z, String v);

    /** Turns d, the derivative of the loss by v, into that by z, in place. */
    void backward(Script script, String d, String z, String v);

    static ActivationText of(Activation activation) {
        return switch (activation) {
            case LINEAR -> new Linear();
            case SIGMOID -> new OfItsValue("torch.sigmoid_(%s)", "torch.sigmoid_backward(%1$s, %2$s, grad_input=%1$s)");
            case TANH -> new OfItsValue("torch.tanh_(%s)", "torch.tanh_backward(%1$s, %2$s, grad_input=%1$s)");
            case RELU -> new OfItsValue("torch.relu_(%s)", "torch.threshold_backward(%1$s, %2$s, 0, grad_input=%1$s)");
        };
    }

    /** Does nothing, both ways. */
    record Linear() implements ActivationText {
        @Override
        public void forward(Script script, String z, String v) {}

        @Override
        public void backward(Script script, String d, String z, String v) {}
    }

    /**
     * An activation in place, whose derivative follows from its value.
     *
     * @param forward with a place for v
     * @param backward with places for d and v
     */
    record OfItsValue(String forward, String backward) implements ActivationText {
        @Override
        public void forward(Script script, String z, String v) {
            script.effect(forward.formatted(v));
        }

        @Override
        public void backward(Script script, String d, String z, String v) {
            script.effect(backward.formatted(d, v));
        }
    }
}
