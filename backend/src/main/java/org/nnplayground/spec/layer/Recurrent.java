package org.nnplayground.spec.layer;

import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;

/**
 * A cell that reads a sequence step by step. Its states start at 0; the last state is the output, to which dropout
 * applies.
 */
public record Recurrent(Cell cell, int units, double dropout, boolean frozen) implements Layer {

    static ObjectType<Recurrent> definition(Limits limits) {
        return ObjectType.of(
                        Recurrent.class,
                        Recurrent::new,
                        Field.OneOf.of("cell", Choices.of(Cell.values()))
                                .withDefault(Cell.SIMPLE)
                                .from(Recurrent::cell),
                        NumberField.whole("units", 1, limits.units())
                                .mandatory()
                                .from(Recurrent::units),
                        Layer.dropoutField().from(Recurrent::dropout),
                        Layer.frozenField().from(Recurrent::frozen))
                .labelled(Message.of("thing.recurrent"));
    }

    @Override
    public Activation activation() {
        return Activation.TANH;
    }

    @Override
    public boolean bias() {
        return true;
    }

    @Override
    public @Nullable Message misfit(Shape input) {
        return input.isSequence() ? null : Message.of("layers.needs-sequence", input.toString());
    }

    @Override
    public Shape output(Shape input) {
        return Shape.of(units);
    }

    @Override
    public WeightShape weights(Shape input) {
        return new WeightShape(Math.multiplyExact(cell.gates(), units), Shape.of(input.get(1)), units, true);
    }
}
