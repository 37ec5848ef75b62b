package org.nnplayground.spec.layer;

import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.VariantType;

/** A layer of a network. */
public sealed interface Layer permits Dense, Convolution, Weightless, Recurrent {

    /** The activation of a hidden layer that names none. */
    Activation DEFAULT_ACTIVATION = Activation.TANH;

    /** The kind of a layer that names none. */
    String DENSE = "dense";

    String CONVOLUTION = "convolution";

    /** Definition of an element of {@code network.layers}; a hidden layer must not have softmax. */
    static VariantType<Layer> definition(Limits limits) {
        return VariantType.<Layer>of("Layer", "type")
                .with(DENSE, Dense.definition(limits))
                .with(CONVOLUTION, Convolution.definition(limits))
                .with("maxPooling", MaxPooling.definition(limits))
                .with("upsampling", Upsampling.definition(limits))
                .with("concatenation", Concatenation.definition(limits))
                .with("recurrent", Recurrent.definition(limits))
                .withDefault(DENSE);
    }

    /** The field {@code activation}. */
    static Field.OneOf<Activation> activationField() {
        return new Field.OneOf<>(
                "activation",
                Choices.of(Activation.values()),
                null,
                false,
                "Of a hidden layer the default is %s, of the output layer %s, with more than two classes %s, in regression %s."
                        .formatted(
                                DEFAULT_ACTIVATION.wireName(),
                                Activation.TANH.wireName(),
                                Activation.SOFTMAX.wireName(),
                                Activation.LINEAR.wireName()));
    }

    /** The field {@code dropout}. At least a few units are left to train. */
    static NumberField<Double> dropoutField() {
        return NumberField.real("dropout", 0, 0.95).withDefault(0).describedAs("0 in the output layer.");
    }

    /** The field {@code frozen}. */
    static Field.Flag frozenField() {
        return new Field.Flag("frozen", false, null, "Whether training leaves the parameters as they are.");
    }

    /** Number of units, or of filters; 0 for a layer without parameters. */
    int units();

    Activation activation();

    /** Whether the layer has biases. */
    boolean bias();

    /** The probability that an activation is dropped in training, 0 to below 1. */
    double dropout();

    /** Whether training leaves the parameters as they are. */
    boolean frozen();

    /** Why the layer cannot take an input of this shape; null if it can. */
    @Nullable
    Message misfit(Shape input);

    /** @param input a shape that fits */
    Shape output(Shape input);

    /** @param input a shape that fits */
    WeightShape weights(Shape input);
}
