package org.nnplayground.course;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
        Matcher number = NUMBER.matcher(text.replaceAll("\\\\mathbf\\{x}_", ""));
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
            default -> new FurtherSolver(shown, pencil).solve(slug);
        };
    }

    private List<double[]> logicGate() {
        var sums = new double[4];
        var outputs = new double[4];
        var table = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            sums[i] = number("w0") + (i / 2) * number("w1") + (i % 2) * number("w2");
            outputs[i] = write(1 / (1 + Math.exp(-sums[i])));
            table.append(sums[i] > 0 ? '1' : '0');
        }
        Map<String, Integer> gates =
                Map.of("0111", 0, "0001", 1, "1000", 2, "1110", 3, "1100", 4, "1010", 5, "1101", 6, "1011", 7);
        double[] gate = {gates.get(table.toString())};
        if (number("w1") * number("w2") < 0) {
            return List.of(sums, outputs, gate);
        }
        return List.of(sums, outputs, gate, boundsOfAndOrNand());
    }

    /** Tries every half for the bias; positive weights can make an AND, negative ones a NAND. */
    private double[] boundsOfAndOrNand() {
        boolean and = number("w1") > 0;
        double[] possible = IntStream.range(-400, 400)
                .mapToDouble(half -> half / 2.0 + 0.25)
                .filter(w0 -> {
                    boolean both = w0 + number("w1") + number("w2") > 0;
                    boolean[] others = {w0 > 0, w0 + number("w1") > 0, w0 + number("w2") > 0};
                    return both == and && others[0] != and && others[1] != and && others[2] != and;
                })
                .toArray();
        return new double[] {possible[0] - 0.25, possible[possible.length - 1] + 0.25};
    }

    private List<double[]> perceptronRule() {
        double[] w = {0, 0, 0};
        var steps = new ArrayList<double[]>();
        double[] order = shown.get("order");
        int wanted = order == null ? (int) number("corrections") : order.length;
        for (int visit = 0; steps.size() < wanted; visit++) {
            int sample = order == null ? visit % 3 + 1 : (int) order[visit];
            double[] x = numbers("x" + sample);
            double y = number("y" + sample);
            if (y * (w[0] * x[0] + w[1] * x[1] + w[2]) > 0) {
                continue;
            }
            w = new double[] {w[0] + number("eta") * y * x[0], w[1] + number("eta") * y * x[1], w[2] + number("eta") * y
            };
            steps.add(w);
        }
        double[] margins = new double[3];
        for (int sample = 1; sample <= 3; sample++) {
            double[] x = numbers("x" + sample);
            margins[sample - 1] = number("y" + sample) * (w[0] * x[0] + w[1] * x[1] + w[2]);
            if (margins[sample - 1] <= 0) {
                throw new AssertionError("sample " + sample + " is still wrong");
            }
        }
        steps.add(margins);
        double least = Math.min(margins[0], Math.min(margins[1], margins[2]));
        steps.add(new double[] {write(least / Math.sqrt(w[0] * w[0] + w[1] * w[1]))});
        return steps;
    }

    private List<double[]> gradientStep() {
        double[] gradient = new double[2];
        double[] next = new double[2];
        double[] values = new double[2];
        for (int i = 0; i < 2; i++) {
            double coefficient = numbers("f")[i];
            double at = numbers("point")[i];
            gradient[i] = 2 * coefficient * at;
            next[i] = write(at - number("eta") * gradient[i]);
            values[0] += coefficient * at * at;
            values[1] += coefficient * next[i] * next[i];
        }
        return List.of(gradient, next, values, new double[] {values[1] < values[0] ? 0 : 1});
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
