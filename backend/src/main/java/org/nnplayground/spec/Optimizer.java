package org.nnplayground.spec;

/** The rule that turns a batch's gradient into an update. */
public sealed interface Optimizer {

    /** The variants, as named in a spec. */
    enum Type implements Choice {
        SGD
    }

    /** The base rate, above 0; the schedule makes each epoch's rate of it. */
    double learningRate();

    Optimizer withLearningRate(double learningRate);

    /** w -= rate * g. */
    record Sgd(double learningRate) implements Optimizer {
        @Override
        public Sgd withLearningRate(double learningRate) {
            return new Sgd(learningRate);
        }
    }
}
