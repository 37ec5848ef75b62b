package org.nnplayground.engine.djl;

import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;

/**
 * What the program says for an update. It may use the names {@code theta} (all parameters), {@code mask} (1 for
 * weights, 0 for biases) and {@code one} (ones), all {@code [parameters]}; {@code W} and a layer's number (the layer's
 * part of theta, {@code [units, width]}); {@code D} and the number ({@code [units, samples]}, the derivative of the
 * summed loss by the weighted sums); {@code rate}, {@code penalty} and {@code scale} (numbers: the epoch's learning
 * rate, the regularization's rate, one over samples * outputs of the batch).
 */
interface UpdateText {

    /** Numbers that the optimizer keeps for each parameter. */
    int slots();

    /** What does not change within an epoch. */
    void epoch(Script script, Regularization.Type regularization);

    void step(Script script, GradientText gradient, Regularization.Type regularization);

    static UpdateText of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> new PlainDescent();
        };
    }

    /**
     * w -= rate * g straight from the deltas, no gradient in between. L2's part of the gradient, penalty * w, is a
     * factor 1 - rate * penalty before: so it is for plain descent only.
     */
    record PlainDescent() implements UpdateText {
        @Override
        public int slots() {
            return 0;
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
}
