package org.nnplayground.spec;

import org.nnplayground.problem.Message;

/**
 * How the learning rate changes from epoch to epoch; e counts epochs from 0, and a rate is fixed as its epoch begins.
 */
public sealed interface Schedule {

    /** Definition of {@code training.schedule}. */
    static VariantType<Schedule> definition(Limits limits) {
        NumberField<Integer> warmupEpochs = epochs("warmupEpochs", 0, limits).withDefault(0);
        NumberField<Integer> every = epochs("every", 1, limits).withDefault(100);
        NumberField<Integer> cosineEpochs =
                epochs("epochs", 1, limits).withDefault(500).publishedAs("cosineEpochs");
        NumberField<Integer> patience = epochs("patience", 0, limits).withDefault(20);
        NumberField<Double> minimum =
                NumberField.real("minimum", 0, NumberField.LARGEST_RATE).withDefault(0);
        NumberField<Double> factor = NumberField.real("factor", 0, 1).aboveMinimum();
        return VariantType.<Schedule>of("Schedule", "type")
                .with(
                        "constant",
                        labelled(
                                "constant",
                                ObjectType.of(
                                        Constant.class, Constant::new, warmupEpochs.from(Constant::warmupEpochs))))
                .with(
                        "step",
                        labelled(
                                "step",
                                ObjectType.of(
                                        Step.class,
                                        Step::new,
                                        every.from(Step::every),
                                        factor.withDefault(0.5).from(Step::factor),
                                        warmupEpochs.from(Step::warmupEpochs))))
                .with(
                        "exponential",
                        labelled(
                                "exponential",
                                ObjectType.of(
                                        Exponential.class,
                                        Exponential::new,
                                        factor.withDefault(0.99).from(Exponential::factor),
                                        warmupEpochs.from(Exponential::warmupEpochs))))
                .with(
                        "cosine",
                        labelled(
                                "cosine",
                                ObjectType.of(
                                        Cosine.class,
                                        Cosine::new,
                                        cosineEpochs.from(Cosine::epochs),
                                        minimum.from(Cosine::minimum),
                                        warmupEpochs.from(Cosine::warmupEpochs))))
                .with(
                        "plateau",
                        labelled(
                                "plateau",
                                ObjectType.of(
                                        Plateau.class,
                                        Plateau::new,
                                        patience.from(Plateau::patience),
                                        factor.withDefault(0.5).from(Plateau::factor),
                                        warmupEpochs.from(Plateau::warmupEpochs))))
                .withDefault("constant");
    }

    private static NumberField<Integer> epochs(String name, int minimum, Limits limits) {
        return NumberField.whole(name, minimum, limits.epochs());
    }

    private static <T> ObjectType<T> labelled(String wireName, ObjectType<T> type) {
        return type.labelled(Message.of("thing.schedule", wireName));
    }

    /** Number of epochs over which the rate rises to its full value; 0 for no warm-up. */
    int warmupEpochs();

    /**
     * The rate of an epoch without warm-up and without reductions that depend on the losses.
     *
     * @param base the optimizer's learning rate
     * @param epoch counted from 0
     */
    double full(double base, long epoch);

    /** The rate of an epoch: full * reduction * min(1, (e + 1) / warmupEpochs). */
    default double rate(double base, long epoch, Progress progress) {
        double warmth = warmupEpochs() == 0 ? 1 : Math.min(1, (epoch + 1.0) / warmupEpochs());
        return full(base, epoch) * progress.reduction() * warmth;
    }

    /** Whether the rate of an epoch depends on the losses of earlier epochs. */
    default boolean followsLosses() {
        return false;
    }

    /** The progress after one more epoch with this train loss. */
    default Progress after(Progress before, double trainLoss) {
        return before;
    }

    /**
     * What a schedule remembers of the losses so far.
     *
     * @param best the lowest train loss; infinite before the first epoch
     * @param bad epochs without a lower one, since the best or the last reduction
     * @param reduction what the rate is multiplied by
     */
    record Progress(double best, int bad, double reduction) {

        public static final Progress START = new Progress(Double.POSITIVE_INFINITY, 0, 1);

        /** The same best loss and count, with the reduction reset to 1. */
        public Progress afresh() {
            return new Progress(best, bad, 1);
        }
    }

    /** base. */
    record Constant(int warmupEpochs) implements Schedule {
        @Override
        public double full(double base, long epoch) {
            return base;
        }
    }

    /** base * factor^floor(e / every). */
    record Step(int every, double factor, int warmupEpochs) implements Schedule {
        @Override
        public double full(double base, long epoch) {
            return base * StrictMath.pow(factor, Math.floorDiv(epoch, every));
        }
    }

    /** base * factor^e. */
    record Exponential(double factor, int warmupEpochs) implements Schedule {
        @Override
        public double full(double base, long epoch) {
            return base * StrictMath.pow(factor, epoch);
        }
    }

    /**
     * minimum + (base - minimum) (1 + cos(pi min(e, epochs) / epochs)) / 2 (Loshchilov, Hutter, "SGDR", 2017, without
     * restarts).
     */
    record Cosine(int epochs, double minimum, int warmupEpochs) implements Schedule {
        @Override
        public double full(double base, long epoch) {
            double share = (double) Math.min(epoch, epochs) / epochs;
            return minimum + (base - minimum) * (1 + StrictMath.cos(Math.PI * share)) / 2;
        }
    }

    /** base, multiplied by the factor whenever more than {@code patience} epochs have not lowered the train loss. */
    record Plateau(int patience, double factor, int warmupEpochs) implements Schedule {
        @Override
        public double full(double base, long epoch) {
            return base;
        }

        @Override
        public boolean followsLosses() {
            return true;
        }

        @Override
        public Progress after(Progress before, double trainLoss) {
            if (trainLoss < before.best()) {
                return new Progress(trainLoss, 0, before.reduction());
            }
            return before.bad() < patience
                    ? new Progress(before.best(), before.bad() + 1, before.reduction())
                    : new Progress(before.best(), 0, before.reduction() * factor);
        }
    }
}
