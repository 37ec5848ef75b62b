package org.nnplayground.spec;

import java.util.Objects;
import org.nnplayground.problem.Message;

/**
 * How to train.
 *
 * @param batchSize samples of one update; the last batch of an epoch may be smaller
 * @param seed of the order of the samples, of dropout and of the pre-training, 0 to 2^53 - 1
 */
public record Training(
        Loss loss,
        Optimizer optimizer,
        Schedule schedule,
        Regularization regularization,
        int batchSize,
        Shuffle shuffle,
        long seed,
        Pretraining pretraining) {

    /** Null, in what was stored before there was pre-training, means none. */
    public Training {
        pretraining = Objects.requireNonNullElse(pretraining, Pretraining.NONE);
    }

    /** Without pre-training. */
    public Training(
            Loss loss,
            Optimizer optimizer,
            Schedule schedule,
            Regularization regularization,
            int batchSize,
            Shuffle shuffle,
            long seed) {
        this(loss, optimizer, schedule, regularization, batchSize, shuffle, seed, Pretraining.NONE);
    }

    /** Definition of {@code training}. */
    public static ObjectType<Training> definition(Limits limits) {
        return ObjectType.of(
                Training.class,
                Training::new,
                Field.OneOf.of("loss", Choices.of(Loss.values())).from(Training::loss),
                new Field.Variants<>("optimizer", Optimizer.definition(), false).from(Training::optimizer),
                new Field.Variants<>("schedule", Schedule.definition(limits), false).from(Training::schedule),
                new Field.Nested<>("regularization", Regularization.definition()).from(Training::regularization),
                batchSize(limits).from(Training::batchSize),
                Field.OneOf.of("shuffle", Choices.of(Shuffle.values()))
                        .withDefault(Shuffle.NEVER)
                        .from(Training::shuffle),
                new Field.Seed("seed").from(Training::seed),
                new Field.Variants<>("pretraining", Pretraining.definition(limits), false)
                        .from(Training::pretraining)
                        .onlyIf(Training::isPretrained));
    }

    /** The field {@code batchSize}. */
    public static NumberField<Integer> batchSize(Limits limits) {
        return NumberField.whole("batchSize", 1, limits.batchSize()).withDefault(10);
    }

    /** Whether the hidden layers are trained one by one before the training proper. */
    public boolean isPretrained() {
        return !pretraining.equals(Pretraining.NONE);
    }

    /**
     * How the hidden layers are trained one by one, without labels, before the network is trained as a whole (Hinton,
     * Osindero, Teh, "A fast learning algorithm for deep belief nets", 2006; Bengio and others, "Greedy layer-wise
     * training of deep networks", 2007).
     */
    public sealed interface Pretraining {

        Pretraining NONE = new None();

        /** Definition of {@code training.pretraining}. */
        static VariantType<Pretraining> definition(Limits limits) {
            NumberField<Integer> epochs = NumberField.whole("epochs", 1, limits.epochs())
                    .withDefault(20)
                    .publishedAs("pretrainingEpochs")
                    .describedAs("Of each layer.");
            NumberField<Double> learningRate = NumberField.real("learningRate", 0, NumberField.LARGEST_RATE)
                    .aboveMinimum()
                    .withDefault(0.1)
                    .publishedAs("pretrainingLearningRate");
            NumberField<Integer> batchSize = NumberField.whole("batchSize", 1, limits.batchSize())
                    .withDefault(20)
                    .publishedAs("pretrainingBatchSize");
            return VariantType.<Pretraining>of("Pretraining", "type")
                    .with(
                            "none",
                            ObjectType.of(None.class, None::new).labelled(Message.of("thing.pretraining", "none")))
                    .with(
                            "rbm",
                            ObjectType.of(
                                            Rbm.class,
                                            Rbm::new,
                                            epochs.from(Rbm::epochs),
                                            learningRate.from(Rbm::learningRate),
                                            batchSize.from(Rbm::batchSize),
                                            NumberField.whole("steps", 1, 100)
                                                    .withDefault(1)
                                                    .publishedAs("gibbsSteps")
                                                    .describedAs("Gibbs steps of each update.")
                                                    .from(Rbm::steps))
                                    .labelled(Message.of("thing.pretraining", "rbm")))
                    .with(
                            "denoisingAutoencoder",
                            ObjectType.of(
                                            DenoisingAutoencoder.class,
                                            DenoisingAutoencoder::new,
                                            epochs.from(DenoisingAutoencoder::epochs),
                                            learningRate.from(DenoisingAutoencoder::learningRate),
                                            batchSize.from(DenoisingAutoencoder::batchSize),
                                            NumberField.real("corruption", 0, 1)
                                                    .withDefault(0.3)
                                                    .publishedAs("pretrainingCorruption")
                                                    .describedAs("Probability that an input is set to 0.")
                                                    .from(DenoisingAutoencoder::corruption))
                                    .labelled(Message.of("thing.pretraining", "denoisingAutoencoder")))
                    .withDefault("none");
        }

        /** Passes over the samples for each layer; 0 if nothing is pre-trained. */
        int epochs();

        double learningRate();

        /** Samples of one update; the last batch of an epoch may be smaller. */
        int batchSize();

        /** The training begins with the initial parameters. */
        record None() implements Pretraining {
            @Override
            public int epochs() {
                return 0;
            }

            @Override
            public double learningRate() {
                return 0;
            }

            @Override
            public int batchSize() {
                return 1;
            }
        }

        /**
         * Each hidden layer as a restricted Boltzmann machine, trained by contrastive divergence.
         *
         * @param steps Gibbs steps of each update, 1 to 100
         */
        record Rbm(int epochs, double learningRate, int batchSize, int steps) implements Pretraining {}

        /**
         * Each hidden layer as the encoder of a denoising autoencoder.
         *
         * @param corruption probability that an input is set to 0
         */
        record DenoisingAutoencoder(int epochs, double learningRate, int batchSize, double corruption)
                implements Pretraining {}
    }
}
