package org.nnplayground.engine.djl.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;

/**
 * The program text of an optimizer's update; the formulae are at {@link Optimizer}. The text may use these names:
 * {@code theta} (all parameters), {@code mask} (1 for weights, 0 for biases and slopes), {@code one} (ones),
 * {@code slot0} and so on (the optimizer's state) and {@code u} (scratch), all {@code [parameters]}; {@code t} (the
 * number of the update, from 1) and {@code time} {@code [1]}; and the numbers {@code rate} (the epoch's learning rate),
 * {@code minusRate} (-rate), {@code penalty} (the regularization's rate), {@code scale} (turns a batch's sum into its
 * mean) and {@code alpha} (-rate * scale).
 */
public interface UpdateText {

    /**
     * Name of the vector that the gradient is written to (its views are called {@code G}): a slot, or {@code g}. Null
     * if the update needs no gradient vector.
     */
    @Nullable
    String gradientVector();

    /**
     * Lists of vectors that the update needs, named {@code group0} and so on. They are created once and passed to every
     * call: PyTorch would regard an update that writes to the elements of a temporary list as dead code and remove it.
     */
    default List<String> vectorLists() {
        return List.of();
    }

    /** Writes what is constant within an epoch. */
    default void epoch(Script script, Regularization.Type regularization) {}

    void step(Script script, GradientText gradient, Regularization.Type regularization);

    static UpdateText of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd(double rate, double momentum, boolean nesterov) ->
                momentum == 0 ? new PlainDescent() : nesterov ? new Nesterov(momentum) : new Momentum(momentum);
            case Optimizer.Adagrad adagrad -> new Adagrad();
            case Optimizer.Rmsprop rmsprop -> new Rmsprop(rmsprop.decay());
            case Optimizer.Adam(double rate, double beta1, double beta2, double decay) ->
                new Adam("_fused_adam_", beta1, beta2, decay);
            case Optimizer.Adamw(double rate, double beta1, double beta2, double decay) ->
                new Adam("_fused_adamw_", beta1, beta2, decay);
            case Optimizer.Lion(double rate, double beta1, double beta2, double decay) -> new Lion(beta1, beta2, decay);
        };
    }

    /** Writes the gradient of the mean loss, plus L2's term penalty * w. */
    private static void gather(
            Script script, GradientText gradient, double beta, Regularization.Type regularization, String into) {
        gradient.addTo("G", Double.toString(beta), "scale");
        if (regularization == Regularization.Type.L2) {
            script.effect("torch.addcmul_(%s, mask, theta, value=penalty)".formatted(into));
        }
    }

    /**
     * w -= rate * g straight from the deltas, no gradient in between. L2's part of the gradient, penalty * w, is a
     * factor 1 - rate * penalty before: so it is for plain descent only.
     */
    record PlainDescent() implements UpdateText {
        @Override
        public @Nullable String gradientVector() {
            return null;
        }

        @Override
        public void epoch(Script script, Regularization.Type regularization) {
            if (regularization == Regularization.Type.L2) {
                script.line("decay = torch.add(one, mask, alpha=torch.neg(torch.mul(rate, penalty)))");
            }
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            if (regularization == Regularization.Type.L2) {
                script.effect("torch.mul_(theta, decay)");
            }
            gradient.addTo("W", "1", "alpha");
        }
    }

    /** Adds the gradient directly to the velocity, slot0, without a gradient vector. */
    record Momentum(double momentum) implements UpdateText {
        @Override
        public String gradientVector() {
            return "slot0";
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            gather(script, gradient, momentum, regularization, "slot0");
            script.effect("torch.add_(theta, slot0, alpha=minusRate)");
        }
    }

    record Nesterov(double momentum) implements UpdateText {
        @Override
        public String gradientVector() {
            return "g";
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            gather(script, gradient, 0, regularization, "g");
            script.effect("torch.mul_(slot0, %s)".formatted(momentum));
            script.effect("torch.add_(slot0, g)");
            script.effect("torch.add_(theta, g, alpha=minusRate)");
            script.effect("torch.add_(theta, slot0, alpha=torch.mul(minusRate, %s))".formatted(momentum));
        }
    }

    record Adagrad() implements UpdateText {
        @Override
        public String gradientVector() {
            return "g";
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            gather(script, gradient, 0, regularization, "g");
            script.effect("torch.addcmul_(slot0, g, g)");
            script.effect("torch.sqrt(slot0, out=u)");
            script.effect("torch.add_(u, 1e-10)");
            script.effect("torch.addcdiv_(theta, g, u, value=minusRate)");
        }
    }

    record Rmsprop(double decay) implements UpdateText {
        @Override
        public String gradientVector() {
            return "g";
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            gather(script, gradient, 0, regularization, "g");
            script.effect("torch.mul_(slot0, %s)".formatted(decay));
            script.effect("torch.addcmul_(slot0, g, g, value=%s)".formatted(1 - decay));
            script.effect("torch.sqrt(slot0, out=u)");
            script.effect("torch.add_(u, 1e-8)");
            script.effect("torch.addcdiv_(theta, g, u, value=minusRate)");
        }
    }

    /**
     * m is slot0 and v is slot1. PyTorch's fused operation does the whole update in one pass over the parameters.
     *
     * @param operation PyTorch's operation: with weight decay in the gradient, or decoupled from it
     */
    record Adam(String operation, double beta1, double beta2, double weightDecay) implements UpdateText {
        @Override
        public String gradientVector() {
            return "g";
        }

        @Override
        public List<String> vectorLists() {
            return List.of("[theta]", "[g]", "[slot0]", "[slot1]", "annotate(List[Tensor], [])", "[time]");
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            gather(script, gradient, 0, regularization, "g");
            script.effect("torch.fill_(time, t)");
            script.effect(("torch.%s(group0, group1, group2, group3, group4, group5, lr=rate, "
                            + "beta1=%s, beta2=%s, weight_decay=%s, eps=1e-8, amsgrad=False, maximize=False)")
                    .formatted(operation, beta1, beta2, weightDecay));
        }
    }

    /** m is slot0. */
    record Lion(double beta1, double beta2, double weightDecay) implements UpdateText {
        @Override
        public String gradientVector() {
            return "g";
        }

        @Override
        public void step(Script script, GradientText gradient, Regularization.Type regularization) {
            gather(script, gradient, 0, regularization, "g");
            script.effect("torch.mul(slot0, %s, out=u)".formatted(beta1));
            script.effect("torch.add_(u, g, alpha=%s)".formatted(1 - beta1));
            script.effect("torch.sign(u, out=u)");
            script.effect("torch.add_(u, theta, alpha=%s)".formatted(weightDecay));
            script.effect("torch.add_(theta, u, alpha=minusRate)");
            script.effect("torch.mul_(slot0, %s)".formatted(beta2));
            script.effect("torch.add_(slot0, g, alpha=%s)".formatted(1 - beta2));
        }
    }
}
