package org.nnplayground.engine.djl.script;

import org.nnplayground.spec.Loss;

/**
 * The program text of a loss. Tensors are {@code [outputs, samples]}; p is the network's output, z the output layer's
 * weighted sums, y the encoded target. The caller computes the mean.
 *
 * <ul>
 *   <li>squaredError: (p - y)^2 / 2, derivative p - y. meanSquaredError: (p - y)^2, derivative 2 (p - y).
 *   <li>absoluteError: |p - y|, derivative sign(p - y), 0 at 0. huber (delta 1): (p - y)^2 / 2 up to |p - y| = 1, |p -
 *       y| - 1 / 2 beyond; derivative p - y, but at most 1 and at least -1.
 *   <li>binaryCrossEntropy of p = sigmoid(z): max(z, 0) - z y + ln(1 + e^-|z|), derivative with respect to z: p - y.
 *   <li>crossEntropy of p = softmax(z): -y ln p, which sums to the sample's loss; derivative with respect to z: p - y.
 *   <li>dice (Milletari, Navab, Ahmadi 2016; sums instead of squares): 1 - (2 sum(p y) + 1) / (sum(p + y) + 1) with
 *       sums over the outputs of a sample. The value of an output is its part of it, (p + y - 2 p y) / S with S = sum(p
 *       + y) + 1; derivative ((2 sum(p y) + 1) / S - 2 y) / S.
 * </ul>
 */
public interface LossText {

    /** Whether the loss is computed from the weighted sums and its derivative is with respect to them. */
    default boolean usesWeightedSums() {
        return false;
    }

    /** Sets d to the derivative with respect to p (or z), divided by {@link #derivativeFactor}. */
    default void derivative(Script script, String p, String y, String d) {
        script.effect("torch.sub(%s, %s, out=%s)".formatted(p, y, d));
    }

    /** The constant factor that {@link #derivative} omits; it is multiplied into the scale of the mean at no cost. */
    default double derivativeFactor() {
        return 1;
    }

    /** Replaces p (or z) by the loss, divided by {@link #factor}. */
    void value(Script script, String p, String y);

    /** The constant factor that {@link #value} omits; it is multiplied into the weights of the mean at no cost. */
    default double factor() {
        return 1;
    }

    /** Count of values per sample in the mean. */
    default int meanOver(int outputs) {
        return outputs;
    }

    /** 1 / count of values in the mean over this many samples. */
    default double scale(double samples, int outputs) {
        return 1 / (samples * meanOver(outputs));
    }

    static LossText of(Loss loss) {
        return switch (loss) {
            case SQUARED_ERROR -> new SquaredError(1);
            case MEAN_SQUARED_ERROR -> new SquaredError(2);
            case ABSOLUTE_ERROR -> new AbsoluteError();
            case HUBER -> new Huber();
            case BINARY_CROSS_ENTROPY -> new BinaryCrossEntropy();
            case CROSS_ENTROPY -> new CrossEntropy();
            case DICE -> new Dice();
        };
    }

    /** Half the squared error times {@code derivativeFactor}. */
    record SquaredError(double derivativeFactor) implements LossText {
        @Override
        public void value(Script script, String p, String y) {
            script.effect("torch.sub_(%s, %s)".formatted(p, y));
            script.effect("torch.mul_(%1$s, %1$s)".formatted(p));
        }

        @Override
        public double factor() {
            return derivativeFactor / 2;
        }
    }

    record AbsoluteError() implements LossText {
        @Override
        public void derivative(Script script, String p, String y, String d) {
            LossText.super.derivative(script, p, y, d);
            script.effect("torch.sign_(%s)".formatted(d));
        }

        @Override
        public void value(Script script, String p, String y) {
            script.effect("torch.sub_(%s, %s)".formatted(p, y));
            script.effect("torch.abs_(%s)".formatted(p));
        }
    }

    record Huber() implements LossText {
        @Override
        public void derivative(Script script, String p, String y, String d) {
            LossText.super.derivative(script, p, y, d);
            script.effect("torch.clamp_(%s, -1, 1)".formatted(d));
        }

        @Override
        public void value(Script script, String p, String y) {
            script.effect("torch.copy_(%1$s, torch.huber_loss(%1$s, %2$s, 0, 1.))".formatted(p, y));
        }
    }

    record BinaryCrossEntropy() implements LossText {
        @Override
        public boolean usesWeightedSums() {
            return true;
        }

        @Override
        public void value(Script script, String z, String y) {
            script.effect("torch.copy_(%1$s, torch.binary_cross_entropy_with_logits(%1$s, %2$s, None, None, 0))"
                    .formatted(z, y));
        }
    }

    record CrossEntropy() implements LossText {
        @Override
        public boolean usesWeightedSums() {
            return true;
        }

        @Override
        public void value(Script script, String z, String y) {
            script.effect("torch.mul(torch.log_softmax(%1$s, 0), %2$s, out=%1$s)".formatted(z, y));
        }

        @Override
        public double factor() {
            return -1;
        }

        @Override
        public int meanOver(int outputs) {
            return 1;
        }
    }

    record Dice() implements LossText {
        @Override
        public void derivative(Script script, String p, String y, String d) {
            String both = "torch.sum(torch.mul(%s, %s), [0], True)".formatted(p, y);
            String dice = "torch.div(torch.add(torch.mul(%s, 2.), 1.), %s)".formatted(both, size(p, y));
            script.effect("torch.div(torch.sub(%s, torch.mul(%s, 2.)), %s, out=%s)".formatted(dice, y, size(p, y), d));
        }

        @Override
        public void value(Script script, String p, String y) {
            script.effect(
                    "torch.copy_(%1$s, torch.div(torch.sub(torch.add(%1$s, %2$s), torch.mul(torch.mul(%1$s, %2$s), 2.)), %3$s))"
                            .formatted(p, y, size(p, y)));
        }

        /** S of each sample. */
        private static String size(String p, String y) {
            return "torch.add(torch.sum(torch.add(%s, %s), [0], True), 1.)".formatted(p, y);
        }

        @Override
        public int meanOver(int outputs) {
            return 1;
        }
    }
}
