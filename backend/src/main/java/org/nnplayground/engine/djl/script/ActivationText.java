package org.nnplayground.engine.djl.script;

import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Activation;

/**
 * The program text of an activation function. Tensors are {@code [units, samples]}.
 *
 * <ul>
 *   <li>linear: v = z. sigmoid: v = 1 / (1 + e^-z), derivative v (1 - v). tanh: derivative 1 - v^2.
 *   <li>relu: v = max(z, 0), derivative 1 where v is above 0 and 0 elsewhere, at z = 0 too. leakyRelu: z above 0, 0.01
 *       z elsewhere; derivative at 0 is 0.01. prelu: the same with a learned slope; derivative with respect to the
 *       slope min(z, 0).
 *   <li>elu: z above 0, e^z - 1 elsewhere. gelu: z Phi(z) with the normal distribution's Phi by erf (Hendrycks, Gimpel,
 *       "Gaussian error linear units", 2016). softplus: ln(1 + e^z), z above 20. swish: z sigmoid(z).
 *   <li>sine: sin z. square: z^2. softmax: e^z over the sum of the units' e^z; its derivative is part of the loss's.
 * </ul>
 *
 * <p>The names {@code WS} and {@code P} with a layer's number are its slope and the derivative of the summed loss with
 * respect to it, both {@code [1, 1]}.
 */
public interface ActivationText {

    /** Whether the derivative needs the weighted sums z, which are then kept in addition to the activations v. */
    default boolean needsWeightedSums() {
        return false;
    }

    /** Computes v from z. Both are the same tensor unless {@link #needsWeightedSums}, and may be the same even then. */
    void forward(Script script, int layer, String z, String v);

    /** Turns d, the derivative of the loss with respect to v, into that with respect to z, in place. */
    void backward(Script script, int layer, String d, String z, String v);

    static ActivationText of(Activation activation) {
        return switch (activation) {
            case LINEAR -> new Linear();
            case SIGMOID -> new OfItsValue("torch.sigmoid_(%s)", "torch.sigmoid_backward(%1$s, %2$s, grad_input=%1$s)");
            case TANH -> new OfItsValue("torch.tanh_(%s)", "torch.tanh_backward(%1$s, %2$s, grad_input=%1$s)");
            case RELU -> new OfItsValue("torch.relu_(%s)", "torch.threshold_backward(%1$s, %2$s, 0, grad_input=%1$s)");
            case LEAKY_RELU ->
                new OfItsValue(
                        "torch.leaky_relu_(%s, 0.01)",
                        "torch.leaky_relu_backward(%1$s, %2$s, 0.01, True, grad_input=%1$s)");
            case PRELU -> new Prelu();
            case ELU ->
                new OfItsValue("torch.elu_(%s)", "torch.elu_backward(%1$s, 1, 1, 1, True, %2$s, grad_input=%1$s)");
            case GELU -> new OfItsSum("torch.gelu(%s, out=%s)", "torch.gelu_backward(%1$s, %2$s, grad_input=%1$s)");
            case SOFTPLUS ->
                new OfItsSum(
                        "torch.softplus(%s, 1, 20, out=%s)",
                        "torch.softplus_backward(%1$s, %2$s, 1, 20, grad_input=%1$s)");
            case SWISH -> new OfItsSum("torch.silu(%s, out=%s)", "torch.silu_backward(%1$s, %2$s, grad_input=%1$s)");
            case SINE -> new OfItsSum("torch.sin(%s, out=%s)", "torch.mul_(%1$s, torch.cos(%2$s))");
            case SQUARE -> new OfItsSum("torch.mul(%1$s, %1$s, out=%2$s)", "torch.mul_(%1$s, torch.mul(%2$s, 2))");
            case SOFTMAX -> new Softmax();
        };
    }

    /**
     * Text of a boolean tensor that is true where the derivative is almost 0, as defined by
     * {@link org.nnplayground.engine.InactiveUnits}; null if that cannot happen.
     */
    static @Nullable String inactive(Activation activation, String v) {
        return switch (activation) {
            case RELU -> "torch.le(%s, 0)".formatted(v);
            case TANH -> "torch.gt(torch.abs(%s), 0.99)".formatted(v);
            case SIGMOID -> "torch.gt(torch.abs(torch.sub(%s, 0.5)), 0.495)".formatted(v);
            case LINEAR, LEAKY_RELU, PRELU, ELU, GELU, SOFTPLUS, SWISH, SINE, SQUARE, SOFTMAX -> null;
        };
    }

    /** The identity. */
    record Linear() implements ActivationText {
        @Override
        public void forward(Script script, int layer, String z, String v) {}

        @Override
        public void backward(Script script, int layer, String d, String z, String v) {}
    }

    /**
     * An in-place activation whose derivative is a function of its value.
     *
     * @param forward format with a place for v
     * @param backward format with places for d and v
     */
    record OfItsValue(String forward, String backward) implements ActivationText {
        @Override
        public void forward(Script script, int layer, String z, String v) {
            script.effect(forward.formatted(v));
        }

        @Override
        public void backward(Script script, int layer, String d, String z, String v) {
            script.effect(backward.formatted(d, v));
        }
    }

    /**
     * An activation whose derivative is a function of the weighted sum.
     *
     * @param forward format with places for z and v
     * @param backward format with places for d and z
     */
    record OfItsSum(String forward, String backward) implements ActivationText {
        @Override
        public boolean needsWeightedSums() {
            return true;
        }

        @Override
        public void forward(Script script, int layer, String z, String v) {
            script.effect(forward.formatted(z, v));
        }

        @Override
        public void backward(Script script, int layer, String d, String z, String v) {
            script.effect(backward.formatted(d, z));
        }
    }

    /** Has a slope, {@code WS} and the layer's number, and sets its derivative, {@code P} and the number. */
    record Prelu() implements ActivationText {
        @Override
        public boolean needsWeightedSums() {
            return true;
        }

        @Override
        public void forward(Script script, int layer, String z, String v) {
            script.effect("torch.copy_(%s, torch._prelu_kernel(%s, WS%d))".formatted(v, z, layer));
        }

        @Override
        public void backward(Script script, int layer, String d, String z, String v) {
            script.line("both%1$d = torch._prelu_kernel_backward(%2$s, %3$s, WS%1$d)".formatted(layer, d, z));
            script.line("bySum%1$d, bySlope%1$d, = both%1$d".formatted(layer));
            script.effect("torch.copy_(%s, bySum%d)".formatted(d, layer));
            script.line("P%1$d = torch.view(torch.sum(bySlope%1$d), [1, 1])".formatted(layer));
        }
    }

    /** For an output layer with crossEntropy, whose derivative is with respect to the weighted sums already. */
    record Softmax() implements ActivationText {
        @Override
        public void forward(Script script, int layer, String z, String v) {
            script.effect("torch.copy_(%s, torch.softmax(%s, 0))".formatted(v, z));
        }

        @Override
        public void backward(Script script, int layer, String d, String z, String v) {
            throw new IllegalStateException("softmax goes with crossEntropy only");
        }
    }
}
