package org.nnplayground.spec.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;

/**
 * Filters that move over an image: output f at a position is activation(the sum of filter f times the part of the input
 * below it, plus the bias of f). The filter is not flipped: a cross-correlation (LeCun and others, "Gradient-based
 * learning applied to document recognition", 1998).
 *
 * @param kernel height and width of the filters
 * @param stride distance of neighbouring positions in both directions
 */
public record Convolution(
        int filters,
        List<Integer> kernel,
        int stride,
        Padding padding,
        Activation activation,
        boolean bias,
        double dropout,
        boolean frozen)
        implements Layer {

    public Convolution {
        kernel = List.copyOf(kernel);
    }

    static ObjectType<Convolution> definition(Limits limits) {
        NumberField<Integer> size =
                NumberField.whole("kernel", 1, limits.columns()).withDefault(3);
        var filters =
                NumberField.whole("filters", 1, limits.units()).mandatory().from(Convolution::filters);
        var kernel = Field.Sizes.pair("kernel", size, "Height and width of the filters, or one number for both.")
                .from(Convolution::kernel);
        var stride =
                NumberField.whole("stride", 1, limits.columns()).withDefault(1).from(Convolution::stride);
        var padding = Field.OneOf.of("padding", Choices.of(Padding.values()))
                .withDefault(Padding.VALID)
                .from(Convolution::padding);
        var activation = Layer.activationField().from(Convolution::activation);
        var bias = new Field.Flag("bias", true, null, "").from(Convolution::bias);
        var dropout = Layer.dropoutField().from(Convolution::dropout);
        var frozen = Layer.frozenField().from(Convolution::frozen);
        return ObjectType.ofMany(
                        Convolution.class,
                        values -> new Convolution(
                                values.of(filters),
                                values.of(kernel),
                                values.of(stride),
                                values.of(padding),
                                values.of(activation),
                                values.of(bias),
                                values.of(dropout),
                                values.of(frozen)),
                        filters,
                        kernel,
                        stride,
                        padding,
                        activation,
                        bias,
                        dropout,
                        frozen)
                .labelled(Message.of("thing.convolution"));
    }

    public int height() {
        return kernel.getFirst();
    }

    public int width() {
        return kernel.getLast();
    }

    /** Rows of zeros above and below the input. */
    public int paddedRows() {
        return padding == Padding.SAME ? height() / 2 : 0;
    }

    /** Columns of zeros left and right of the input. */
    public int paddedColumns() {
        return padding == Padding.SAME ? width() / 2 : 0;
    }

    @Override
    public int units() {
        return filters;
    }

    @Override
    public @Nullable Message misfit(Shape input) {
        if (!input.isImage()) {
            return Message.of("layers.needs-image", "convolution", input.toString());
        }
        if (padding == Padding.SAME && (height() % 2 == 0 || width() % 2 == 0)) {
            return Message.of("layers.even-kernel", kernel.toString());
        }
        boolean fits = height() <= input.get(0) + 2 * paddedRows() && width() <= input.get(1) + 2 * paddedColumns();
        return fits ? null : Message.of("layers.kernel", kernel.toString(), input.toString());
    }

    /** Height, width and filters. */
    @Override
    public Shape output(Shape input) {
        return Shape.of(
                (input.get(0) + 2 * paddedRows() - height()) / stride + 1,
                (input.get(1) + 2 * paddedColumns() - width()) / stride + 1,
                filters);
    }

    @Override
    public WeightShape weights(Shape input) {
        return new WeightShape(filters, Shape.of(input.get(2), height(), width()), 0, bias);
    }
}
