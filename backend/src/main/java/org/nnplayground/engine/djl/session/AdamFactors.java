package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The factors by which Adam corrects the bias of its means (Kingma, Ba, "Adam: a method for stochastic optimization",
 * 2015): for update t, from 1, 1 / (1 - beta1^t) and 1 / sqrt(1 - beta2^t). Tables are shared by all trainings with the
 * same numbers, because powers would cost more than the update of a small network.
 */
public final class AdamFactors {

    /** Updates whose factors are stored; those of later ones are computed each time. */
    private static final int MAX_TABLE = 1 << 16;

    private record Betas(double beta1, double beta2) {}

    private static final Map<Betas, AdamFactors> TABLES = new ConcurrentHashMap<>();
    private static final int MAX_TABLES = 64;

    private final double beta1;
    private final double beta2;

    /** Both factors of update t at 2 (t - 1). */
    private volatile double[] factors = {};

    private AdamFactors(double beta1, double beta2) {
        this.beta1 = beta1;
        this.beta2 = beta2;
    }

    public static AdamFactors of(double beta1, double beta2) {
        if (TABLES.size() >= MAX_TABLES) {
            TABLES.clear();
        }
        return TABLES.computeIfAbsent(new Betas(beta1, beta2), betas -> new AdamFactors(beta1, beta2));
    }

    /** @return 1 / (1 - beta1^t) */
    public double ofMean(long t) {
        return t > MAX_TABLE ? mean(t) : upTo(t)[(int) (2 * (t - 1))];
    }

    /** @return 1 / sqrt(1 - beta2^t) */
    public double ofVariance(long t) {
        return t > MAX_TABLE ? variance(t) : upTo(t)[(int) (2 * (t - 1) + 1)];
    }

    private double mean(long t) {
        return 1 / (1 - StrictMath.pow(beta1, t));
    }

    private double variance(long t) {
        return 1 / StrictMath.sqrt(1 - StrictMath.pow(beta2, t));
    }

    private double[] upTo(long t) {
        double[] table = factors;
        return 2 * t <= table.length ? table : extend(t);
    }

    private synchronized double[] extend(long t) {
        double[] table = factors;
        if (2 * t > table.length) {
            int first = table.length / 2;
            int count = (int) Math.min(MAX_TABLE, Math.max(Math.max(1024, 2L * first), t));
            table = Arrays.copyOf(table, 2 * count);
            for (int i = first; i < count; i++) {
                table[2 * i] = mean(i + 1L);
                table[2 * i + 1] = variance(i + 1L);
            }
            factors = table;
        }
        return table;
    }
}
