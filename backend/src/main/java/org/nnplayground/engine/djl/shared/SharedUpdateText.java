package org.nnplayground.engine.djl.shared;

import org.nnplayground.engine.djl.script.Script;
import org.nnplayground.spec.Optimizer;

/**
 * The program text of an optimizer's update of many networks; the formulae are at {@link Optimizer}. Differs from
 * {@code UpdateText} in that rate and time belong to each network. The text may use these names: {@code theta} (all
 * parameters), {@code g} (the gradient of the mean loss with L2's term, which it may overwrite), {@code slot0} and so
 * on (the optimizer's state), {@code q} and {@code u} (scratch), all {@code [parameters, n]}; {@code rate} and
 * {@code minusRate}, {@code [n]}; {@code times} {@code [updates, 2, n]}, the factors of {@code AdamFactors}, and
 * {@code t}, the number of the update in this call from 0.
 */
interface SharedUpdateText {

    /** Writes what is constant within an epoch. */
    default void epoch(Script script) {}

    void step(Script script);

    /** Whether the text uses {@code times}. */
    default boolean needsTime() {
        return false;
    }

    /** @throws IllegalArgumentException for an optimizer that shared programs do not have */
    static SharedUpdateText of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd(double rate, double momentum, boolean nesterov) ->
                momentum == 0 ? new PlainDescent() : nesterov ? new Nesterov(momentum) : new Momentum(momentum);
            case Optimizer.Adagrad adagrad -> new Adagrad();
            case Optimizer.Rmsprop rmsprop -> new Rmsprop(rmsprop.decay());
            case Optimizer.Adam(double rate, double beta1, double beta2, double decay) ->
                new Adam(beta1, beta2, decay, false);
            case Optimizer.Adamw(double rate, double beta1, double beta2, double decay) ->
                new Adam(beta1, beta2, decay, true);
            case Optimizer.Lion lion -> throw new IllegalArgumentException("no shared program has the optimizer lion");
        };
    }

    record PlainDescent() implements SharedUpdateText {
        @Override
        public void step(Script script) {
            script.effect("torch.addcmul_(theta, g, minusRate)");
        }
    }

    record Momentum(double momentum) implements SharedUpdateText {
        @Override
        public void step(Script script) {
            script.effect("torch.mul_(slot0, %s)".formatted(momentum));
            script.effect("torch.add_(slot0, g)");
            script.effect("torch.addcmul_(theta, slot0, minusRate)");
        }
    }

    record Nesterov(double momentum) implements SharedUpdateText {
        @Override
        public void epoch(Script script) {
            script.line("minusRateOfVelocity = torch.mul(minusRate, %s)".formatted(momentum));
        }

        @Override
        public void step(Script script) {
            script.effect("torch.mul_(slot0, %s)".formatted(momentum));
            script.effect("torch.add_(slot0, g)");
            script.effect("torch.addcmul_(theta, g, minusRate)");
            script.effect("torch.addcmul_(theta, slot0, minusRateOfVelocity)");
        }
    }

    record Adagrad() implements SharedUpdateText {
        @Override
        public void step(Script script) {
            script.effect("torch.addcmul_(slot0, g, g)");
            script.effect("torch.sqrt(slot0, out=u)");
            script.effect("torch.add_(u, 1e-10)");
            script.effect("torch.mul_(g, minusRate)");
            script.effect("torch.addcdiv_(theta, g, u)");
        }
    }

    record Rmsprop(double decay) implements SharedUpdateText {
        @Override
        public void step(Script script) {
            script.effect("torch.mul_(slot0, %s)".formatted(decay));
            script.effect("torch.addcmul_(slot0, g, g, value=%s)".formatted(1 - decay));
            script.effect("torch.sqrt(slot0, out=u)");
            script.effect("torch.add_(u, 1e-8)");
            script.effect("torch.mul_(g, minusRate)");
            script.effect("torch.addcdiv_(theta, g, u)");
        }
    }

    /**
     * m is slot0 and v is slot1.
     *
     * @param decoupled whether the weight decay is applied to the parameters instead of the gradient
     */
    record Adam(double beta1, double beta2, double weightDecay, boolean decoupled) implements SharedUpdateText {
        @Override
        public boolean needsTime() {
            return true;
        }

        @Override
        public void epoch(Script script) {
            if (decoupled) {
                script.line("decay = torch.mul(minusRate, %s)".formatted(weightDecay));
            }
        }

        @Override
        public void step(Script script) {
            script.line("time = torch.select(times, 0, t)");
            if (decoupled) {
                script.effect("torch.addcmul_(theta, theta, decay)");
            } else if (weightDecay != 0) {
                script.effect("torch.add_(g, theta, alpha=%s)".formatted(weightDecay));
            }
            script.effect("torch.mul_(slot0, %s)".formatted(beta1));
            script.effect("torch.add_(slot0, g, alpha=%s)".formatted(1 - beta1));
            script.effect("torch.mul_(slot1, %s)".formatted(beta2));
            script.effect("torch.addcmul_(slot1, g, g, value=%s)".formatted(1 - beta2));
            script.effect("torch.sqrt(slot1, out=u)");
            script.effect("torch.mul_(u, torch.select(time, 0, 1))");
            script.effect("torch.add_(u, 1e-8)");
            script.effect("torch.mul(slot0, torch.select(time, 0, 0), out=q)");
            script.effect("torch.addcdiv_(theta, q, u)");
        }
    }
}
