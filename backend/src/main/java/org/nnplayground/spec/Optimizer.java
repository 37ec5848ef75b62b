package org.nnplayground.spec;

/**
 * The rule that turns a batch's gradient g into an update of the parameters w. t counts updates from 1, state begins at
 * 0, rate is the epoch's.
 */
public sealed interface Optimizer {

    /** The variants, as named in a spec. */
    enum Type implements Choice {
        SGD,
        ADAGRAD,
        RMSPROP,
        ADAM,
        ADAMW
    }

    /** The base rate, above 0; the schedule makes each epoch's rate of it. */
    double learningRate();

    Optimizer withLearningRate(double learningRate);

    /** Numbers that it keeps for each parameter from one update to the next: v or s, or m and then v. */
    int slots();

    /**
     * v = momentum * v + g; w -= rate * v, or with Nesterov's momentum (Sutskever and others, "On the importance of
     * initialization and momentum in deep learning", 2013) w -= rate * (g + momentum * v).
     *
     * @param momentum 0 to below 1
     * @param nesterov needs a momentum above 0
     */
    record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {

        /** Without momentum: w -= rate * g. */
        public Sgd(double learningRate) {
            this(learningRate, 0, false);
        }

        @Override
        public Sgd withLearningRate(double learningRate) {
            return new Sgd(learningRate, momentum, nesterov);
        }

        @Override
        public int slots() {
            return momentum == 0 ? 0 : 1;
        }
    }

    /**
     * s += g^2; w -= rate * g / (sqrt(s) + 1e-10) (Duchi, Hazan, Singer, "Adaptive subgradient methods for online
     * learning and stochastic optimization", 2011).
     */
    record Adagrad(double learningRate) implements Optimizer {
        @Override
        public Adagrad withLearningRate(double learningRate) {
            return new Adagrad(learningRate);
        }

        @Override
        public int slots() {
            return 1;
        }
    }

    /**
     * s = decay * s + (1 - decay) * g^2; w -= rate * g / (sqrt(s) + 1e-8) (Hinton, lecture 6e of "Neural networks for
     * machine learning", 2012).
     *
     * @param decay 0 to below 1
     */
    record Rmsprop(double learningRate, double decay) implements Optimizer {
        @Override
        public Rmsprop withLearningRate(double learningRate) {
            return new Rmsprop(learningRate, decay);
        }

        @Override
        public int slots() {
            return 1;
        }
    }

    /**
     * g += weightDecay * w; m and v are running means of g and g^2 by beta1 and beta2; w -= rate * (m / (1 - beta1^t))
     * / (sqrt(v / (1 - beta2^t)) + 1e-8) (Kingma, Ba, "Adam: a method for stochastic optimization", 2015).
     *
     * @param beta1 0 to below 1
     * @param beta2 0 to below 1
     * @param weightDecay of all parameters, at least 0
     */
    record Adam(double learningRate, double beta1, double beta2, double weightDecay) implements Optimizer {
        @Override
        public Adam withLearningRate(double learningRate) {
            return new Adam(learningRate, beta1, beta2, weightDecay);
        }

        @Override
        public int slots() {
            return 2;
        }
    }

    /**
     * First w *= 1 - rate * weightDecay, then as {@link Adam} without weight decay (Loshchilov, Hutter, "Decoupled
     * weight decay regularization", 2019).
     *
     * @param beta1 0 to below 1
     * @param beta2 0 to below 1
     * @param weightDecay of all parameters, at least 0
     */
    record Adamw(double learningRate, double beta1, double beta2, double weightDecay) implements Optimizer {
        @Override
        public Adamw withLearningRate(double learningRate) {
            return new Adamw(learningRate, beta1, beta2, weightDecay);
        }

        @Override
        public int slots() {
            return 2;
        }
    }
}
