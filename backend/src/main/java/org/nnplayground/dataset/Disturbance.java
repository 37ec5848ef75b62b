package org.nnplayground.dataset;

import org.nnplayground.spec.Data.Corruption;

/**
 * Disturbs the raw columns of samples, before features are made of them (Vincent and others, "Stacked denoising
 * autoencoders", 2010). With an amount a: gaussian x + N(0, a), masking 0 with probability a, flip 1 - x with
 * probability a, which is the other pixel of a black-and-white image and the mirror image at 1/2 of any other number.
 */
public final class Disturbance {

    private Disturbance() {}

    /**
     * Disturbed copies. The draws go sample by sample, column by column: one normal deviate for gaussian, otherwise one
     * number of U(0, 1), which is below the amount where the column is changed.
     *
     * @param x {@code [samples][columns]}
     */
    public static double[][] of(Corruption corruption, Randomness randomness, double[]... x) {
        var disturbed = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            disturbed[i] = x[i].clone();
            for (int column = 0; column < x[i].length; column++) {
                disturbed[i][column] = of(corruption, randomness, x[i][column]);
            }
        }
        return disturbed;
    }

    private static double of(Corruption corruption, Randomness randomness, double x) {
        return switch (corruption.type()) {
            case NONE -> x;
            case GAUSSIAN -> randomness.gaussian(x, corruption.amount());
            case MASKING -> randomness.uniform(0, 1) < corruption.amount() ? 0 : x;
            case FLIP -> randomness.uniform(0, 1) < corruption.amount() ? 1 - x : x;
        };
    }
}
