package org.nnplayground.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Solves a sheet like a student, from the shown numbers only; independent of the exercises' code.
 *
 * @param shown the numbers of the sheet's TeX, by name
 * @param pencil rounds each result: to three decimals, or not at all
 */
record Solver(Map<String, double[]> shown, DoubleUnaryOperator pencil) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    /** Reads the numbers of each given thing off its TeX. */
    static Solver of(ExerciseSheet sheet, DoubleUnaryOperator pencil) {
        var shown = new HashMap<String, double[]>();
        sheet.given().forEach(given -> shown.put(given.name(), read(given.name(), given.tex())));
        return new Solver(shown, pencil);
    }

    private static double[] read(String name, String tex) {
        String text = tex;
        if (name.equals("f")) { // "x^2 + 3 y^2": a coefficient that is 1 is not written
            text = tex.replaceAll("\\^2", "")
                    .replaceAll("^x", "1 x")
                    .replaceAll("\\+ y", "+ 1 y")
                    .replace("+ ", "");
        }
        Matcher number = NUMBER.matcher(text.replaceAll("x_", ""));
        var numbers = new ArrayList<Double>();
        while (number.find()) {
            numbers.add(Double.parseDouble(number.group()));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double number(String name) {
        return numbers(name)[0];
    }

    private double[] numbers(String name) {
        double[] numbers = shown.get(name);
        if (numbers == null) {
            throw new AssertionError("the sheet does not show " + name);
        }
        return numbers;
    }

    private double write(double result) {
        return pencil.applyAsDouble(result);
    }

    /** The numbers of each step, in the sheet's order, row after row. */
    List<double[]> solve(String slug) {
        return switch (slug) {
            case "logic-gate" -> logicGate();
            case "perceptron-rule" -> perceptronRule();
            case "gradient-step" -> gradientStep();
            case "small-network" -> smallNetwork();
            case "exam-question" -> examQuestion();
            default -> throw new AssertionError("nobody can solve " + slug);
        };
    }

    private List<double[]> logicGate() {
        var sums = new double[4];
        var outputs = new double[4];
        for (int i = 0; i < 4; i++) {
            sums[i] = number("w0") + (i / 2) * number("w1") + (i % 2) * number("w2");
            outputs[i] = write(1 / (1 + Math.exp(-sums[i])));
        }
        return List.of(sums, outputs);
    }

    private List<double[]> perceptronRule() {
        double[] w = {0, 0, 0};
        var lines = new ArrayList<double[]>();
        double[] order = shown.get("order");
        int wanted = order == null ? (int) number("corrections") : order.length;
        for (int visit = 0; lines.size() < wanted; visit++) {
            int sample = order == null ? visit % 3 + 1 : (int) order[visit];
            double[] x = numbers("x" + sample);
            double y = number("y" + sample);
            if (y * (w[0] * x[0] + w[1] * x[1] + w[2]) > 0) {
                continue;
            }
            w = new double[] {w[0] + number("eta") * y * x[0], w[1] + number("eta") * y * x[1], w[2] + number("eta") * y
            };
            lines.add(w);
        }
        for (int sample = 1; sample <= 3; sample++) { // now all are right
            double[] x = numbers("x" + sample);
            if (number("y" + sample) * (w[0] * x[0] + w[1] * x[1] + w[2]) <= 0) {
                throw new AssertionError("sample " + sample + " is still wrong");
            }
        }
        return lines;
    }

    private List<double[]> gradientStep() {
        double[] gradient = new double[2];
        double[] next = new double[2];
        for (int i = 0; i < 2; i++) {
            gradient[i] = 2 * numbers("f")[i] * numbers("point")[i];
            next[i] = write(numbers("point")[i] - number("eta") * gradient[i]);
        }
        return List.of(gradient, next);
    }

    private List<double[]> smallNetwork() {
        double[] w = numbers("W");
        double[] v = numbers("V");
        double[] x = numbers("x");
        double[] s = {w[0] * x[0] + w[1] * x[1], w[2] * x[0] + w[3] * x[1]};
        double[] h = {s[0] > 0 ? s[0] : 0, s[1] > 0 ? s[1] : 0};
        double y = v[0] * h[0] + v[1] * h[1];
        double error = y - number("t");
        double d0 = s[0] > 0 ? error * v[0] : 0;
        double d1 = s[1] > 0 ? error * v[1] : 0;
        return List.of(s, h, new double[] {y}, new double[] {error * h[0], error * h[1]}, new double[] {
            d0 * x[0], d0 * x[1], d1 * x[0], d1 * x[1]
        });
    }

    private List<double[]> examQuestion() {
        var s = new double[3];
        var h = new double[3];
        double z = number("secondBias");
        for (int i = 0; i < 3; i++) {
            s[i] = write(numbers("fromX1")[i] * numbers("x")[0]
                    + numbers("fromX2")[i] * numbers("x")[1]
                    + numbers("hiddenBiases")[i]);
            h[i] = write(s[i] * s[i]);
            z += numbers("toSecond")[i] * h[i];
        }
        z = write(z);
        double second = write(z * z);
        double output = write(number("toOutput") * second);
        double common = (output - number("y")) * number("toOutput") * 2 * z;
        return List.of(s, h, new double[] {z}, new double[] {second}, new double[] {output}, new double[] {
            write(common * h[0]), write(common * h[1])
        });
    }
}
