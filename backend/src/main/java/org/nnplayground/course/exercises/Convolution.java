package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.map;
import static org.nnplayground.course.exercises.Arithmetic.plus;
import static org.nnplayground.course.exercises.Arithmetic.sum;
import static org.nnplayground.course.exercises.Arithmetic.transpose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * J. A 3 x 3 filter on a 4 x 4 image as in convolutional networks (not flipped, stride 1, no padding), ReLU, 2 x 2 max
 * pooling, and the size of the result for a larger image. All numbers are whole.
 */
final class Convolution implements Exercise {

    private static final int IMAGE = 4;
    private static final int KERNEL = 3;
    private static final int MAP = IMAGE - KERNEL + 1;

    @Override
    public String slug() {
        return "convolution";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(
                    null,
                    new double[][] {{0, 1, 3, 3}, {0, 0, 2, 3}, {1, 0, 1, 3}, {2, 1, 0, 1}},
                    new double[][] {{-1, 0, 1}, {-1, 0, 1}, {-1, 0, 1}},
                    -1,
                    28);
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed,
                        Draw.matrix(IMAGE, IMAGE, () -> draw.whole(0, 3)),
                        Draw.matrix(KERNEL, KERNEL, () -> draw.whole(-1, 1)),
                        draw.nonZero(2),
                        2 * draw.whole(5, 32)),
                results -> {
                    double[] sums = results.of("map");
                    long negative = Arrays.stream(sums).filter(sum -> sum < 0).count();
                    return results.smallest("map") > 0
                            && negative > 0
                            && negative < sums.length
                            && results.largest("map") <= 20;
                });
    }

    private ExerciseSheet sheet(@Nullable Long seed, double[][] image, double[][] kernel, double bias, int side) {
        Tolerance whole = Tolerance.exact(0);
        Step sums = Step.matrix("map", whole, entries("s"), n -> filtered(n, n.all("kernel"), n.get("bias")))
                .mistake("flipped", n -> filtered(n, reversed(n.all("kernel")), n.get("bias")))
                .mistake("transposed", n -> filtered(n, transpose(n.all("kernel"), KERNEL), n.get("bias")))
                .mistake("bias", n -> filtered(n, n.all("kernel"), 0))
                .tex("first", n -> written(n));
        Step active = Step.matrix("active", whole, entries("a"), n -> map(n.all("map"), Arithmetic::relu))
                .mistake("linear", n -> n.all("map"))
                .mistake("magnitude", n -> map(n.all("map"), Math::abs));
        Step pooled = Step.number("pooled", whole, "m", n -> max(n.all("active")))
                .mistaken("mean", n -> sum(n.all("active")) / (MAP * MAP))
                .mistaken("sum", n -> sum(n.all("active")))
                .mistaken(
                        "farthest",
                        n -> Arrays.stream(n.all("map")).map(Math::abs).max().orElseThrow())
                .mistaken("least", n -> Arrays.stream(n.all("active")).min().orElseThrow());
        Step size = Step.row("size", whole, List.of("k_1", "k_2"), n ->
                        new double[] {n.get("side") - KERNEL + 1, (n.get("side") - KERNEL + 1) / 2})
                .mistake("padding", n -> new double[] {n.get("side"), n.get("side") / 2})
                .mistake("one", n -> new double[] {n.get("side") - KERNEL, (n.get("side") - KERNEL) / 2})
                .mistake("pool", n -> new double[] {n.get("side") - KERNEL + 1, n.get("side") - KERNEL})
                .worked("k1", n -> n.get("size", 0))
                .worked("k2", n -> n.get("size", 1));
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(
                        Given.matrix("image", image),
                        Given.matrix("kernel", kernel),
                        Given.number("bias", bias),
                        Given.number("side", side)),
                List.of(sums, active, pooled, size));
    }

    private static List<List<String>> entries(String name) {
        return List.of(List.of(name + "_{11}", name + "_{12}"), List.of(name + "_{21}", name + "_{22}"));
    }

    private static double[] filtered(Numbers n, double[] kernel, double bias) {
        double[] image = n.all("image");
        return plus(
                IntStream.range(0, MAP * MAP)
                        .mapToDouble(place -> IntStream.range(0, KERNEL * KERNEL)
                                .mapToDouble(k -> kernel[k]
                                        * image[(place / MAP + k / KERNEL) * IMAGE + place % MAP + k % KERNEL])
                                .sum())
                        .toArray(),
                new double[] {bias, bias, bias, bias});
    }

    /** Rotated by 180 degrees. */
    private static double[] reversed(double[] kernel) {
        return IntStream.range(0, kernel.length)
                .mapToDouble(k -> kernel[kernel.length - 1 - k])
                .toArray();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** The products of the first place that are not 0. */
    private static String written(Numbers n) {
        var products = new StringBuilder();
        for (int k = 0; k < KERNEL * KERNEL; k++) {
            double factor = n.get("kernel", k);
            if (factor != 0) {
                double pixel = n.get("image", k / KERNEL * IMAGE + k % KERNEL);
                String sign = factor < 0 ? "- " : products.isEmpty() ? "" : "+ ";
                products.append(sign).append((int) pixel).append(' ');
            }
        }
        return products.toString().strip();
    }
}
