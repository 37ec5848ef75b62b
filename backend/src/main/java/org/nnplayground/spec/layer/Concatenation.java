package org.nnplayground.spec.layer;

import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;

/**
 * The channels of the layer before, followed by those of an earlier layer: a shortcut (Ronneberger, Fischer, Brox,
 * "U-Net: Convolutional networks for biomedical image segmentation", 2015). The layer's input is both together, and it
 * gives what it takes. In a backward pass the earlier layer gets the sum of the derivatives of all layers that take
 * what it gives.
 *
 * @param layer index of the earlier layer in the network, from 0
 * @param frozen without effect: the layer has no parameters
 */
public record Concatenation(int layer, boolean frozen) implements Weightless {

    static ObjectType<Concatenation> definition(Limits limits) {
        return ObjectType.of(
                        Concatenation.class,
                        Concatenation::new,
                        NumberField.whole("layer", 0, limits.layers() - 1)
                                .publishedAs("concatenationLayer")
                                .describedAs("Index of an earlier layer, from 0.")
                                .mandatory()
                                .from(Concatenation::layer),
                        Layer.frozenField().from(Concatenation::frozen))
                .labelled(Message.of("thing.concatenation"));
    }

    /** Why what two layers give cannot be concatenated; null if it can. */
    public static @Nullable Message misfit(Shape before, Shape earlier) {
        if (!before.isImage()) {
            return Message.of("layers.needs-image", "concatenation", before.toString());
        }
        boolean fits = earlier.isImage() && earlier.get(0) == before.get(0) && earlier.get(1) == before.get(1);
        return fits ? null : Message.of("layers.concatenation", before.toString(), earlier.toString());
    }

    /** The shape of two images together, which {@link #misfit(Shape, Shape)} accepts. */
    public static Shape join(Shape before, Shape earlier) {
        return Shape.of(before.get(0), before.get(1), Math.addExact(before.get(2), earlier.get(2)));
    }

    @Override
    public @Nullable Message misfit(Shape input) {
        return null;
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }
}
