package org.nnplayground.spec;

/**
 * The penalty on weights; never on biases.
 *
 * @param rate at least 0; without effect for {@link Type#NONE}
 */
public record Regularization(Type type, double rate) {

    /** The field {@code rate}. */
    public static final NumberField<Double> RATE =
            NumberField.real("rate", 0, NumberField.LARGEST_RATE).withDefault(0).publishedAs("regularizationRate");

    /** L2 adds rate * w to the gradient; after the step L1 moves w towards 0 by the epoch's learning rate * rate. */
    public enum Type implements Choice {
        NONE,
        L1,
        L2
    }

    /** Definition of {@code training.regularization}. */
    public static ObjectType<Regularization> definition() {
        return ObjectType.of(
                Regularization.class,
                Regularization::new,
                Field.OneOf.of("type", Choices.of(Type.values()))
                        .withDefault(Type.NONE)
                        .from(Regularization::type),
                RATE.from(Regularization::rate));
    }
}
