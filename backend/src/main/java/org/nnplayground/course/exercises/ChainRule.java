package org.nnplayground.course.exercises;

import static org.nnplayground.course.exercises.Arithmetic.product;
import static org.nnplayground.course.exercises.Arithmetic.transpose;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.course.Exercise;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.ExerciseSheet.Given;
import org.nnplayground.course.Numbers;
import org.nnplayground.course.Step;
import org.nnplayground.course.Step.Tolerance;

/**
 * H. The chain rule for vectors: u = g(x) = (a x1 + b x2, x1 x2), y = f(u) = (u1 u2, u1 + c u2). The Jacobian of the
 * composition is that of f at u times that of g at x. All numbers are whole.
 */
final class ChainRule implements Exercise {

    private static final double LARGEST = 99;

    @Override
    public String slug() {
        return "chain-rule";
    }

    @Override
    public ExerciseSheet sheet(@Nullable Long seed) {
        if (seed == null) {
            return sheet(null, 2, 3, 4, new double[] {1, 2});
        }
        return Variants.first(
                seed,
                draw -> sheet(
                        seed, draw.whole(2, 5), draw.whole(2, 5), draw.whole(2, 5), Draw.row(2, () -> draw.nonZero(4))),
                results -> results.smallest("inner") > 0 && results.largest("jacobian") <= LARGEST);
    }

    private ExerciseSheet sheet(@Nullable Long seed, double a, double b, double c, double[] x) {
        Tolerance whole = Tolerance.exact(0);
        Step inner = Step.row("inner", whole, List.of("u_1", "u_2"), n -> new double[] {
                    n.get("a") * n.get("x", 0) + n.get("b") * n.get("x", 1), n.get("x", 0) * n.get("x", 1)
                })
                .mistake("sum", n -> new double[] {
                    n.get("a") * n.get("x", 0) + n.get("b") * n.get("x", 1), n.get("x", 0) + n.get("x", 1)
                })
                .mistake("order", n -> new double[] {
                    n.get("a") * n.get("x", 1) + n.get("b") * n.get("x", 0), n.get("x", 0) * n.get("x", 1)
                });
        Step ofG = Step.matrix("inner-jacobian", whole, entries("u", "x"), ChainRule::jacobianOfG)
                .mistake("transposed", n -> transpose(jacobianOfG(n), 2))
                .mistake("own", n -> new double[] {n.get("a"), n.get("b"), n.get("x", 0), n.get("x", 1)})
                .mistake("values", n -> new double[] {
                    n.get("a") * n.get("x", 0), n.get("b") * n.get("x", 1), n.get("x", 1), n.get("x", 0)
                });
        Step ofF = Step.matrix("outer-jacobian", whole, entries("y", "u"), n -> jacobianOfF(n, n.all("inner")))
                .mistake("place", n -> jacobianOfF(n, n.all("x")))
                .mistake("transposed", n -> transpose(jacobianOfF(n, n.all("inner")), 2))
                .mistake("own", n -> new double[] {n.get("inner", 0), n.get("inner", 1), 1, n.get("c")});
        Step jacobian = Step.matrix(
                        "jacobian",
                        whole,
                        entries("y", "x"),
                        n -> multiplied(n.all("outer-jacobian"), n.all("inner-jacobian")))
                .mistake("order", n -> multiplied(n.all("inner-jacobian"), n.all("outer-jacobian")))
                .mistake("elementwise", n -> product(n.all("outer-jacobian"), n.all("inner-jacobian")))
                .mistake("transposed", n -> transpose(multiplied(n.all("outer-jacobian"), n.all("inner-jacobian")), 2));
        return ExerciseSheet.of(
                slug(),
                seed,
                List.of(Given.number("a", a), Given.number("b", b), Given.number("c", c), Given.vector("x", x)),
                List.of(inner, ofG, ofF, jacobian));
    }

    private static List<List<String>> entries(String of, String by) {
        return List.of(
                List.of(entry(of, 1, by, 1), entry(of, 1, by, 2)), List.of(entry(of, 2, by, 1), entry(of, 2, by, 2)));
    }

    private static String entry(String of, int row, String by, int column) {
        return "\\partial %s_%d / \\partial %s_%d".formatted(of, row, by, column);
    }

    private static double[] jacobianOfG(Numbers n) {
        return new double[] {n.get("a"), n.get("b"), n.get("x", 1), n.get("x", 0)};
    }

    private static double[] jacobianOfF(Numbers n, double[] u) {
        return new double[] {u[1], u[0], 1, n.get("c")};
    }

    /** The product of two 2 x 2 matrices. */
    private static double[] multiplied(double[] left, double[] right) {
        return new double[] {
            left[0] * right[0] + left[1] * right[2], left[0] * right[1] + left[1] * right[3],
            left[2] * right[0] + left[3] * right[2], left[2] * right[1] + left[3] * right[3]
        };
    }
}
