package org.nnplayground.spec.layer;

import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;

/**
 * Enlarges an image by nearest neighbour: each number becomes a square of equal numbers, channel by channel.
 *
 * @param size height and width of a square
 * @param frozen without effect: the layer has no parameters
 */
public record Upsampling(int size, boolean frozen) implements Weightless {

    private static final int LARGEST = 16;

    static ObjectType<Upsampling> definition(Limits limits) {
        return ObjectType.of(
                        Upsampling.class,
                        Upsampling::new,
                        NumberField.whole("size", 1, LARGEST)
                                .withDefault(2)
                                .publishedAs("upsamplingSize")
                                .from(Upsampling::size),
                        Layer.frozenField().from(Upsampling::frozen))
                .labelled(Message.of("thing.upsampling"));
    }

    @Override
    public @Nullable Message misfit(Shape input) {
        return input.isImage() ? null : Message.of("layers.needs-image", "upsampling", input.toString());
    }

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.get(0) * size, input.get(1) * size, input.get(2));
    }
}
