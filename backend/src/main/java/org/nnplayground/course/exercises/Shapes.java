package org.nnplayground.course.exercises;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Rule;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * I. Shapes and numbers of parameters: a batch through a dense layer, X W^T + b with W of units x inputs, the
 * parameters of a network with two dense layers, and those of a convolutional layer.
 */
final class Shapes implements Exercise {

    private static final Tolerance WHOLE = Tolerance.exact(0);
    private static final int KERNEL = 3 * 3;

    @Override
    public String slug() {
        return "shapes";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, 3, 2, 4, 2, 3, 8);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        draw.whole(3, 32),
                        draw.whole(2, 12),
                        draw.whole(3, 20),
                        draw.whole(2, 10),
                        draw.whole(2, 16),
                        4 * draw.whole(1, 8)),
                results -> true);
    }

    private ExerciseSheet sheet(
            @Nullable Long seed, int batch, int inputs, int hidden, int outputs, int channels, int filters) {
        Step weights = shape("weights", n -> new double[] {n.get("hidden"), n.get("inputs")})
                .mistake("transposed", n -> new double[] {n.get("inputs"), n.get("hidden")})
                .mistake("batch", n -> new double[] {n.get("batch"), n.get("inputs")});
        Step sums = shape("sums", n -> new double[] {n.get("batch"), n.get("hidden")})
                .mistake("transposed", n -> new double[] {n.get("hidden"), n.get("batch")})
                .mistake("inputs", n -> new double[] {n.get("batch"), n.get("inputs")});
        Step first = Step.number("first", WHOLE, "P_1", n -> n.get("hidden") * n.get("inputs") + n.get("hidden"))
                .mistaken("bias", n -> n.get("hidden") * n.get("inputs"))
                .mistaken("one", n -> n.get("hidden") * n.get("inputs") + 1)
                .mistaken("inputs", n -> n.get("hidden") * n.get("inputs") + n.get("inputs"))
                .mistaken("batch", n -> n.get("batch") * (n.get("hidden") * n.get("inputs") + n.get("hidden")));
        Step total = Step.number(
                        "total",
                        WHOLE,
                        "P",
                        n -> n.get("first") + n.get("outputs") * n.get("hidden") + n.get("outputs"))
                .mistaken("second", n -> n.get("outputs") * n.get("hidden") + n.get("outputs"))
                .mistaken("bias", n -> n.get("first") + n.get("outputs") * n.get("hidden"))
                .mistaken("inputs", n -> n.get("first") + n.get("outputs") * n.get("inputs") + n.get("outputs"))
                .worked("second", n -> n.get("outputs") * n.get("hidden") + n.get("outputs"));
        Step convolution = Step.number(
                        "convolution", WHOLE, "P_c", n -> n.get("filters") * (KERNEL * n.get("channels") + 1))
                .mistaken("channels", n -> n.get("filters") * (KERNEL + 1))
                .mistaken("bias", n -> n.get("filters") * KERNEL * n.get("channels"))
                .mistaken("one", n -> n.get("filters") * KERNEL * n.get("channels") + 1)
                .mistaken("biases", n -> n.get("filters") * (KERNEL + 1) * n.get("channels"));
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(
                        Given.number("batch", batch),
                        Given.number("inputs", inputs),
                        Given.number("hidden", hidden),
                        Given.number("outputs", outputs),
                        Given.number("channels", channels),
                        Given.number("filters", filters)),
                List.of(weights, sums, first, total, convolution));
    }

    private static Step shape(String id, Rule rule) {
        return Step.row(id, WHOLE, List.of("m", "n"), rule);
    }
}
