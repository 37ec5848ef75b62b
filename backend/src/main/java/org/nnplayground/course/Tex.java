package org.nnplayground.course;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers as TeX. */
public final class Tex {

    /** Decimals that a number is shown with at most. */
    private static final int DECIMALS = 4;

    /** Error of double arithmetic, relative. */
    private static final double NOISE = 1e-9;

    private Tex() {}

    /** At most four decimals, none of them a needless zero. */
    public static String number(double value) {
        return rounded(value).toPlainString();
    }

    private static BigDecimal rounded(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded;
    }

    /** To be multiplied with: in parentheses if negative. */
    public static String factor(double value) {
        String number = number(value);
        return number.startsWith("-") ? "(" + number + ")" : number;
    }

    /** To be added to something: "+ 3", "- 3". */
    public static String summand(double value) {
        String number = number(value);
        return number.startsWith("-") ? "- " + number.substring(1) : "+ " + number;
    }

    /** As a result: "= 0.5", or "\approx 0.3333" where digits are left out. */
    public static String result(double value) {
        boolean exact = Math.abs(rounded(value).doubleValue() - value) <= NOISE * Math.max(1, Math.abs(value));
        return (exact ? "= " : "\\approx ") + number(value);
    }

    public static String vector(double... values) {
        return "(" + list(values) + ")";
    }

    public static String list(double... values) {
        return Arrays.stream(values).mapToObj(Tex::number).collect(Collectors.joining(",\\ "));
    }

    public static String matrix(double[][] values) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).mapToObj(Tex::number).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" \\\\ ", "\\begin{pmatrix} ", " \\end{pmatrix}"));
    }
}
