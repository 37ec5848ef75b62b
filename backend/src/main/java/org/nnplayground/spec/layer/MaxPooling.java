package org.nnplayground.spec.layer;

import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;

/**
 * The largest value of each square of an image, channel by channel. The squares do not overlap; rows and columns that
 * are left over are ignored. The derivative goes to the first of equal values.
 *
 * @param size height and width of a square
 * @param frozen without effect: the layer has no parameters
 */
public record MaxPooling(int size, boolean frozen) implements Weightless {

    static ObjectType<MaxPooling> definition(Limits limits) {
        return ObjectType.of(
                        MaxPooling.class,
                        MaxPooling::new,
                        NumberField.whole("size", 1, limits.columns())
                                .withDefault(2)
                                .publishedAs("poolingSize")
                                .from(MaxPooling::size),
                        Layer.frozenField().from(MaxPooling::frozen))
                .labelled(Message.of("thing.pooling"));
    }

    @Override
    public @Nullable Message misfit(Shape input) {
        if (!input.isImage()) {
            return Message.of("layers.needs-image", "maxPooling", input.toString());
        }
        boolean fits = size <= input.get(0) && size <= input.get(1);
        return fits ? null : Message.of("layers.pooling", Shape.of(size, size).toString(), input.toString());
    }

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.get(0) / size, input.get(1) / size, input.get(2));
    }
}
