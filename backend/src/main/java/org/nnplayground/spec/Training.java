package org.nnplayground.spec;

/**
 * How to train.
 *
 * @param batchSize samples of one update; the last batch of an epoch may be smaller
 * @param seed of the order of the samples, 0 to 2^53 - 1
 */
public record Training(
        Loss loss,
        Optimizer optimizer,
        Schedule schedule,
        Regularization regularization,
        int batchSize,
        Shuffle shuffle,
        long seed) {

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
                new Field.Seed("seed").from(Training::seed));
    }

    /** The field {@code batchSize}. */
    public static NumberField<Integer> batchSize(Limits limits) {
        return NumberField.whole("batchSize", 1, limits.batchSize()).withDefault(10);
    }
}
