package org.nnplayground.course;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Solves the sheets F to P like {@link Solver}.
 *
 * @param shown the numbers of the sheet's TeX, by name
 * @param pencil rounds each result: to three decimals, or not at all
 */
record FurtherSolver(Map<String, double[]> shown, DoubleUnaryOperator pencil) {

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

    private double[] one(double result) {
        return new double[] {write(result)};
    }

    /** The numbers of each step, in the sheet's order, row after row. */
    List<double[]> solve(String slug) {
        return switch (slug) {
            case "three-outputs" -> threeOutputs();
            case "cross-entropy" -> crossEntropy();
            case "chain-rule" -> chainRule();
            case "convolution" -> convolution();
            case "recurrence" -> recurrence();
            case "hopfield" -> hopfield();
            case "shapes" -> shapes();
            case "contrastive-divergence" -> contrastiveDivergence();
            case "margin" -> margin();
            case "travelling-salesman" -> travellingSalesman();
            case "threshold-gates" -> thresholdGates();
            default -> throw new AssertionError("nobody can solve " + slug);
        };
    }

    private List<double[]> threeOutputs() {
        double[] hiddenIn = new double[2];
        double[] hiddenOut = new double[2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                hiddenIn[i] += numbers("W")[3 * i + j] * numbers("x")[j];
            }
            hiddenIn[i] = write(hiddenIn[i]);
            hiddenOut[i] = write(1 / (1 + Math.exp(-hiddenIn[i])));
        }
        double[] outIn = new double[3];
        double[] outOut = new double[3];
        double[] deltas = new double[3];
        double[] paths = new double[3];
        double all = 0;
        for (int k = 0; k < 3; k++) {
            outIn[k] = write(numbers("V")[2 * k] * hiddenOut[0] + numbers("V")[2 * k + 1] * hiddenOut[1]);
            outOut[k] = write(1 / (1 + Math.exp(-outIn[k])));
            deltas[k] = write(2 * (outOut[k] - numbers("t")[k]) / 3 * outOut[k] * (1 - outOut[k]));
            paths[k] = write(deltas[k] * numbers("V")[2 * k]);
            all += paths[k];
        }
        double gradient = all * hiddenOut[0] * (1 - hiddenOut[0]) * numbers("x")[0];
        return List.of(hiddenIn, hiddenOut, outIn, outOut, deltas, paths, one(gradient));
    }

    private List<double[]> crossEntropy() {
        double[] e = new double[3];
        double[] p = new double[3];
        double[] gradient = new double[3];
        double loss = 0;
        for (int j = 0; j < 3; j++) {
            e[j] = write(Math.exp(numbers("z")[j]));
        }
        for (int j = 0; j < 3; j++) {
            p[j] = write(e[j] / (e[0] + e[1] + e[2]));
            gradient[j] = write(p[j] - numbers("y")[j]);
            loss -= numbers("y")[j] == 1 ? Math.log(p[j]) : 0;
        }
        return List.of(e, p, one(loss), gradient);
    }

    /** By finite differences: for polynomials of degree 2 in each variable, central differences are exact. */
    private List<double[]> chainRule() {
        double[] x = numbers("x");
        double[] u = inner(x);
        double[][] ofG = new double[2][2];
        double[][] ofF = new double[2][2];
        double[] all = new double[4];
        for (int j = 0; j < 2; j++) {
            double[] up = {x[0] + (j == 0 ? 1 : 0), x[1] + (j == 1 ? 1 : 0)};
            double[] down = {2 * x[0] - up[0], 2 * x[1] - up[1]};
            double[] above = {u[0] + (j == 0 ? 1 : 0), u[1] + (j == 1 ? 1 : 0)};
            double[] below = {2 * u[0] - above[0], 2 * u[1] - above[1]};
            for (int i = 0; i < 2; i++) {
                ofG[i][j] = (inner(up)[i] - inner(down)[i]) / 2;
                ofF[i][j] = (outer(above)[i] - outer(below)[i]) / 2;
                all[2 * i + j] = (outer(inner(up))[i] - outer(inner(down))[i]) / 2;
            }
        }
        return List.of(
                u,
                new double[] {ofG[0][0], ofG[0][1], ofG[1][0], ofG[1][1]},
                new double[] {ofF[0][0], ofF[0][1], ofF[1][0], ofF[1][1]},
                all);
    }

    private double[] inner(double[] x) {
        return new double[] {number("a") * x[0] + number("b") * x[1], x[0] * x[1]};
    }

    private double[] outer(double[] u) {
        return new double[] {u[0] * u[1], u[0] + number("c") * u[1]};
    }

    private List<double[]> convolution() {
        double[] map = new double[4];
        double[] active = new double[4];
        double largest = 0;
        for (int top = 0; top < 2; top++) {
            for (int left = 0; left < 2; left++) {
                double sum = number("bias");
                for (int r = 0; r < 3; r++) {
                    for (int c = 0; c < 3; c++) {
                        sum += numbers("image")[4 * (top + r) + left + c] * numbers("kernel")[3 * r + c];
                    }
                }
                map[2 * top + left] = sum;
                active[2 * top + left] = sum < 0 ? 0 : sum;
                largest = Math.max(largest, sum);
            }
        }
        int places = 0;
        while (places + 3 <= number("side")) {
            places++;
        }
        return List.of(map, active, new double[] {largest}, new double[] {places, places / 2});
    }

    private List<double[]> recurrence() {
        double[] x = numbers("x");
        double z1 = write(number("w") * x[0] + number("u") * number("h0") + number("b"));
        double h1 = write(Math.tanh(z1));
        double z2 = write(number("w") * x[1] + number("u") * h1 + number("b"));
        double h2 = write(Math.tanh(z2));
        double d2 = write((h2 - number("y")) * (1 - h2 * h2));
        double d1 = write(d2 * number("u") * (1 - h1 * h1));
        double gradient = write(d2 * h1 + d1 * number("h0"));
        return List.of(one(z1), one(h1), one(z2), one(h2), one(d2), one(d1), one(gradient));
    }

    private List<double[]> hopfield() {
        double[][] w = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                w[i][j] = i == j ? 0 : 2 * numbers("p")[i] * numbers("p")[j] + numbers("q")[i] * numbers("q")[j];
            }
        }
        double[] s = numbers("s").clone();
        double before = energy(w, s);
        for (int i = 0; i < 4; i++) {
            double sum = 0;
            for (int j = 0; j < 4; j++) {
                sum += w[i][j] * s[j];
            }
            if (sum == 0) {
                throw new AssertionError("the sign of neuron " + (i + 1) + " is in doubt");
            }
            s[i] = Math.signum(sum);
        }
        return List.of(
                new double[] {w[0][1], w[0][2], w[0][3], w[1][2], w[1][3], w[2][3]}, one(before), s, one(energy(w, s)));
    }

    private static double energy(double[][] w, double[] s) {
        double energy = 0;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                energy -= w[i][j] * s[i] * s[j] / 2;
            }
        }
        return energy;
    }

    /**
     * Tries all lines between the two classes' nearest pairs: the largest margin of those that separate all samples.
     */
    private List<double[]> margin() {
        int[][] pairs = {{1, 2}, {1, 3}, {2, 3}};
        int best = -1;
        double[] line = {};
        for (int option = 0; option < 3; option++) {
            int i = number("y" + pairs[option][0]) > 0 ? pairs[option][0] : pairs[option][1];
            int j = pairs[option][0] + pairs[option][1] - i;
            if (number("y" + i) == number("y" + j)) {
                continue;
            }
            double[] p = numbers("x" + i);
            double[] q = numbers("x" + j);
            double square = Math.pow(p[0] - q[0], 2) + Math.pow(p[1] - q[1], 2);
            double[] w = {write(2 * (p[0] - q[0]) / square), write(2 * (p[1] - q[1]) / square)};
            double b = write(1 - w[0] * p[0] - w[1] * p[1]);
            double[] third = numbers("x" + (6 - i - j));
            double value = number("y" + (6 - i - j)) * (w[0] * third[0] + w[1] * third[1] + b);
            if (value > 1.01) {
                best = option;
                line = new double[] {w[0], w[1], b, value};
            }
        }
        double distance = 1 / Math.sqrt(line[0] * line[0] + line[1] * line[1]);
        return List.of(new double[] {best}, new double[] {line[0], line[1]}, one(line[2]), one(distance), one(line[3]));
    }

    private List<double[]> travellingSalesman() {
        double tours = 1;
        for (int k = 3; k < number("n"); k++) {
            tours *= k;
        }
        double[] lengths = {
            number("ab") + number("bc") + number("cd") + number("ad"),
            number("ab") + number("bd") + number("cd") + number("ac"),
            number("ac") + number("bc") + number("bd") + number("ad")
        };
        int shortest = lengths[0] < Math.min(lengths[1], lengths[2]) ? 0 : lengths[1] < lengths[2] ? 1 : 2;
        double[] v = numbers("V");
        double[] terms = new double[3];
        double ones = 0;
        for (int i = 0; i < 16; i++) {
            ones += v[i];
            for (int j = 0; j < 16; j++) {
                if (i != j && v[i] * v[j] == 1) {
                    terms[0] += i / 4 == j / 4 ? 0.5 : 0;
                    terms[1] += i % 4 == j % 4 ? 0.5 : 0;
                }
            }
        }
        terms[2] = Math.pow(ones - 4, 2) / 2;
        double[][] d = {
            {0, number("ab"), number("ac"), number("ad")},
            {number("ab"), 0, number("bc"), number("bd")},
            {number("ac"), number("bc"), 0, number("cd")},
            {number("ad"), number("bd"), number("cd"), 0}
        };
        int[] position = {0, 1, 3, 2}; // of A, B, C, D in the tour A-B-D-C
        double length = 0;
        for (int x = 0; x < 4; x++) {
            for (int y = 0; y < 4; y++) {
                int apart = Math.floorMod(position[y] - position[x], 4);
                length += apart == 1 || apart == 3 ? d[x][y] / 2 : 0;
            }
        }
        return List.of(
                new double[] {tours},
                new double[] {number("n") * number("n")},
                lengths,
                new double[] {shortest},
                terms,
                new double[] {length});
    }

    private List<double[]> thresholdGates() {
        double[] first = new double[4];
        double[] second = new double[4];
        double[] output = new double[4];
        var table = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            first[i] = fires(numbers("u"), i / 2, i % 2, number("first-threshold"));
            second[i] = fires(numbers("v"), i / 2, i % 2, number("second-threshold"));
            output[i] = fires(numbers("w"), first[i], second[i], number("last-threshold"));
            table.append(output[i] == 1 ? '1' : '0');
        }
        Map<String, Integer> gates =
                Map.of("0110", 0, "1001", 1, "0111", 2, "0001", 3, "1000", 4, "1110", 5, "0010", 6, "0100", 7);
        return List.of(first, second, output, new double[] {gates.get(table.toString())});
    }

    private static double fires(double[] weights, double x1, double x2, double threshold) {
        return weights[0] * x1 + weights[1] * x2 < threshold ? 0 : 1;
    }

    private List<double[]> shapes() {
        double[] weights = {number("hidden"), number("inputs")};
        double first = number("hidden") * (number("inputs") + 1);
        double second = number("outputs") * (number("hidden") + 1);
        double filters = 0;
        for (int filter = 0; filter < number("filters"); filter++) {
            filters += 9 * number("channels") + 1;
        }
        return List.of(
                weights,
                new double[] {number("batch"), number("hidden")},
                new double[] {first},
                new double[] {first + second},
                new double[] {filters});
    }

    private List<double[]> contrastiveDivergence() {
        double[] v = numbers("v");
        double[] p = hidden(v);
        double[] h = {p[0] > numbers("r")[0] ? 1 : 0, p[1] > numbers("r")[1] ? 1 : 0};
        double[] w = numbers("W");
        double[] back = new double[2];
        for (int i = 0; i < 2; i++) {
            back[i] = write(1 / (1 + Math.exp(-numbers("a")[i] - w[i] * h[0] - w[2 + i] * h[1])));
        }
        double[] again = {back[0] > numbers("q")[0] ? 1 : 0, back[1] > numbers("q")[1] ? 1 : 0};
        double[] last = hidden(again);
        double[] update = new double[4];
        for (int k = 0; k < 4; k++) {
            update[k] = write(number("eta") * (p[k / 2] * v[k % 2] - last[k / 2] * again[k % 2]));
        }
        return List.of(p, h, back, again, last, update);
    }

    private double[] hidden(double[] v) {
        double[] w = numbers("W");
        double[] p = new double[2];
        for (int j = 0; j < 2; j++) {
            p[j] = write(1 / (1 + Math.exp(-numbers("b")[j] - w[2 * j] * v[0] - w[2 * j + 1] * v[1])));
        }
        return p;
    }
}
