package org.nnplayground.engine.djl;

import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Activation;

/**
 * What the program says for an activation function. Tensors are {@code [units, samples]}.
 *
 * <ul>
 *   <li>linear: v = z. sigmoid: v = 1 / (1 + e^-z), derivative v (1 - v). tanh: derivative 1 - v^2.
 *   <li>relu: v = max(z, 0), derivative 1 where v is above 0 and 0 elsewhere, at z = 0 too. leakyRelu: z above 0, 0.01
 *       z elsewhere; derivative at 0 is 0.01. prelu: the same with a slope that is learned, derivative by it min(z, 0).
 *   <li>elu: z above 0, e^z - 1 elsewhere. gelu: z Phi(z) with the normal distribution's Phi by erf (Hendrycks, Gimpel,
 *       "Gaussian error linear units", 2016). softplus: ln(1 + e^z), z above 20. swish: z sigmoid(z).
 *   <li>sine: sin z. square: z^2. softmax: e^z over the sum of the units' e^z; its derivative is that of the loss.
 * </ul>
 *
 * <p>The names {@code WS} and {@code P} with a layer's number are its slope and the derivative of the summed loss by
 * it, both {@code [1, 1]}.
 */
interface ActivationText {

    /** Whether the derivative needs the weighted sums z, which are then kept beside the activations v. */
    default boolean keepsSums() {
        return false;
    }

    /** v of z; the two are the same tensor unless {@link #keepsSums}, and may be the same even then. */
    void forward(Script script, int layer, String z, String v);

    /** Turns d, the derivative of the loss by v, into that by z, in place. */
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
     * Truth for each unit and sample where the derivative vanishes, as {@link org.nnplayground.engine.InactiveUnits}
     * defines it; null where it never does for a whole range of sums.
     */
    static @Nullable String inactive(Activation activation, String v) {
        return switch (activation) {
            case RELU -> "torch.le(%s, 0)".formatted(v);
            case TANH -> "torch.gt(torch.abs(%s), 0.99)".formatted(v);
            case SIGMOID -> "torch.gt(torch.abs(torch.sub(%s, 0.5)), 0.495)".formatted(v);
            case LINEAR, LEAKY_RELU, PRELU, ELU, GELU, SOFTPLUS, SWISH, SINE, SQUARE, SOFTMAX -> null;
        };
    }

    /** Does nothing, both ways. */
    record Linear() implements ActivationText {
        @Override
        public void forward(Script script, int layer, String z, String v) {}

        @Override
        public void backward(Script script, int layer, String d, String z, String v) {}
    }

    /**
     * An activation in place, whose derivative follows from its value.
     *
     * @param forward with a place for v
     * @param backward with places for d and v
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
     * An activation whose derivative follows from the weighted sum.
     *
     * @param forward with places for z and v
     * @param backward with places for d and z
     */
    record OfItsSum(String forward, String backward) implements ActivationText {
        @Override
        public boolean keepsSums() {
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

    /** Has a slope: {@code WS} and the layer's number; {@code P} and the number becomes the derivative by it. */
    record Prelu() implements ActivationText {
        @Override
        public boolean keepsSums() {
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

    /** Of an output layer with crossEntropy, whose derivative is by the weighted sums already. */
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
