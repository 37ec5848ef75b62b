package org.nnplayground.spec.layer;

import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;

/**
 * A fully connected layer: activation(weights . inputs + biases). It takes images flattened to
 * {@code [channels][height] [width]}, and sequences to {@code [steps][columns]}.
 *
 * @param bias whether the layer has biases
 * @param dropout the probability that a unit's activation is dropped in training, 0 to below 1; 0 in the output layer
 */
public record Dense(int units, Activation activation, boolean bias, double dropout, boolean frozen) implements Layer {

    static ObjectType<Dense> definition(Limits limits) {
        return ObjectType.of(
                        Dense.class,
                        Dense::new,
                        NumberField.whole("units", 1, limits.units())
                                .mandatory()
                                .from(Dense::units),
                        Layer.activationField().from(Dense::activation),
                        new Field.Flag("bias", true, null, "").from(Dense::bias),
                        Layer.dropoutField().from(Dense::dropout),
                        Layer.frozenField().from(Dense::frozen))
                .labelled(Message.of("thing.layer"));
    }

    /** Not frozen. */
    public Dense(int units, Activation activation, boolean bias, double dropout) {
        this(units, activation, bias, dropout, false);
    }

    /** Without dropout. */
    public Dense(int units, Activation activation, boolean bias) {
        this(units, activation, bias, 0);
    }

    @Override
    public @Nullable Message misfit(Shape input) {
        return null;
    }

    @Override
    public Shape output(Shape input) {
        return Shape.of(units);
    }

    @Override
    public WeightShape weights(Shape input) {
        return new WeightShape(units, Shape.of(input.count()), 0, bias);
    }
}
