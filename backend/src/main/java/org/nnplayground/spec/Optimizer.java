package org.nnplayground.spec;

/**
 * The rule that turns a batch's gradient g into an update of the parameters w. t counts updates from 1, state begins at
 * 0, rate is the epoch's.
 */
public sealed interface Optimizer {

    /** Definition of {@code training.optimizer}. */
    static VariantType<Optimizer> definition() {
        return VariantType.<Optimizer>of("Optimizer", "type")
                .with(
                        "sgd",
                        ObjectType.of(
                                Sgd.class,
                                Sgd::new,
                                learningRate(0.03).from(Sgd::learningRate),
                                share("momentum", 0).from(Sgd::momentum),
                                new Field.Flag("nesterov", false, "momentum", "Needs a momentum above 0.")
                                        .from(Sgd::nesterov)))
                .with(
                        "adagrad",
                        ObjectType.of(
                                Adagrad.class, Adagrad::new, learningRate(0.01).from(Adagrad::learningRate)))
                .with(
                        "rmsprop",
                        ObjectType.of(
                                Rmsprop.class,
                                Rmsprop::new,
                                learningRate(0.01).from(Rmsprop::learningRate),
                                share("decay", 0.99).from(Rmsprop::decay)))
                .with(
                        "adam",
                        ObjectType.of(
                                Adam.class,
                                Adam::new,
                                learningRate(0.01).from(Adam::learningRate),
                                share("beta1", 0.9).from(Adam::beta1),
                                share("beta2", 0.999).from(Adam::beta2),
                                weightDecay(0).from(Adam::weightDecay)))
                .with(
                        "adamw",
                        ObjectType.of(
                                Adamw.class,
                                Adamw::new,
                                learningRate(0.01).from(Adamw::learningRate),
                                share("beta1", 0.9).from(Adamw::beta1),
                                share("beta2", 0.999).from(Adamw::beta2),
                                weightDecay(0.01).from(Adamw::weightDecay)))
                .with(
                        "lion",
                        ObjectType.of(
                                Lion.class,
                                Lion::new,
                                learningRate(0.001).from(Lion::learningRate),
                                share("beta1", 0.9).from(Lion::beta1),
                                share("beta2", 0.99).from(Lion::beta2),
                                weightDecay(0).from(Lion::weightDecay)))
                .withDefault("sgd");
    }

    /** The field {@code learningRate}; each optimizer has its own default. */
    static NumberField<Double> learningRateField() {
        return NumberField.real("learningRate", 0, NumberField.LARGEST_RATE).aboveMinimum();
    }

    private static NumberField<Double> learningRate(double defaultValue) {
        return learningRateField().withDefault(defaultValue);
    }

    /** A factor of a running mean. It is below 1: with 1 the mean would never change. */
    private static NumberField<Double> share(String name, double defaultValue) {
        return NumberField.real(name, 0, 0.999999).withDefault(defaultValue);
    }

    private static NumberField<Double> weightDecay(double defaultValue) {
        return NumberField.real("weightDecay", 0, NumberField.LARGEST_RATE).withDefault(defaultValue);
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

    /**
     * u = sign(beta1 * m + (1 - beta1) * g); w -= rate * (u + weightDecay * w); m = beta2 * m + (1 - beta2) * g, with
     * sign(0) = 0 (Chen and others, "Symbolic discovery of optimization algorithms", 2023).
     *
     * @param beta1 0 to below 1
     * @param beta2 0 to below 1
     * @param weightDecay of all parameters, at least 0
     */
    record Lion(double learningRate, double beta1, double beta2, double weightDecay) implements Optimizer {
        @Override
        public Lion withLearningRate(double learningRate) {
            return new Lion(learningRate, beta1, beta2, weightDecay);
        }

        @Override
        public int slots() {
            return 1;
        }
    }
}
