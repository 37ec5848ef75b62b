package org.nnplayground.dataset;

import java.util.List;
import org.nnplayground.spec.data.Scale;

/**
 * Scales columns: x becomes (x - mean) / deviation.
 *
 * <p>With {@link Scale#STANDARD}, mean = (1 / n) sum x_i and deviation = sqrt((1 / n) sum (x_i - mean)^2) of the train
 * set, as NumPy's {@code mean} and {@code std} and scikit-learn's {@code StandardScaler}. The sums are taken in the
 * order of the samples, in double precision. A column with one value is centred only: its deviation is 1.
 *
 * @param mean of each column; empty if columns stay as they are
 * @param deviation of each column, above 0
 */
public record Scaling(List<Double> mean, List<Double> deviation) {

    /** Columns stay as they are. */
    public static final Scaling NONE = new Scaling(List.of(), List.of());

    public Scaling {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** @param x {@code [samples][columns]} of the train set, in its original order */
    static Scaling of(Scale scale, double[][] x) {
        return switch (scale) {
            case NONE -> NONE;
            case STANDARD -> standard(x);
        };
    }

    private static Scaling standard(double[][] x) {
        int columns = x[0].length;
        var mean = new Double[columns];
        var deviation = new Double[columns];
        for (int c = 0; c < columns; c++) {
            double first = x[0][c];
            boolean constant = true;
            double sum = 0;
            for (double[] row : x) {
                constant &= row[c] == first;
                sum += row[c];
            }
            // A mean of equal numbers can differ from them by rounding.
            mean[c] = constant ? first : sum / x.length;
            deviation[c] = constant ? 1.0 : deviation(x, c, mean[c]);
        }
        return new Scaling(List.of(mean), List.of(deviation));
    }

    private static double deviation(double[][] x, int column, double mean) {
        double squares = 0;
        for (double[] row : x) {
            double distance = row[column] - mean;
            squares += distance * distance;
        }
        double deviation = Math.sqrt(squares / x.length);
        return deviation > 0 ? deviation : 1; // squares of tiny distances can vanish
    }

    /** The means in single precision. */
    public float[] means() {
        return floats(mean);
    }

    /** The deviations in single precision. */
    public float[] deviations() {
        return floats(deviation);
    }

    private static float[] floats(List<Double> values) {
        var floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    /** Whether columns stay as they are. */
    public boolean isNone() {
        return mean.isEmpty();
    }

    /**
     * @param x {@code [samples][columns]}
     * @return the scaled columns; x itself if they stay as they are
     */
    public double[][] of(double[][] x) {
        if (isNone()) {
            return x;
        }
        int columns = mean.size();
        double[] means = mean.stream().mapToDouble(value -> value).toArray();
        double[] deviations = deviation.stream().mapToDouble(value -> value).toArray();
        var scaled = new double[x.length][columns];
        for (int i = 0; i < x.length; i++) {
            for (int c = 0; c < columns; c++) {
                scaled[i][c] = (x[i][c] - means[c]) / deviations[c];
            }
        }
        return scaled;
    }
}
