package org.nnplayground.dataset;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.spec.Data.Sample;

/**
 * Data sets of sequences {@code [steps][columns]}. nu is the noise.
 *
 * <ul>
 *   <li>firstSymbol: a sequence of symbols, each of K; the label is the first one, the others are drawn. A column for
 *       each symbol: 1 for that of the step, otherwise 0, + N(0, nu).
 * </ul>
 */
final class SequenceGenerators {

    private SequenceGenerators() {}

    static List<Sample> firstSymbol(int steps, int symbols, int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < symbols; label++) {
            for (int i = 0; i < ClassGenerators.count(samples, label, symbols); i++) {
                var x = new double[steps * symbols];
                for (int step = 0; step < steps; step++) {
                    x[step * symbols + (step == 0 ? label : randomness.below(symbols))] = 1;
                }
                for (int column = 0; column < x.length; column++) {
                    x[column] = randomness.gaussian(x[column], noise);
                }
                drawn.add(new Sample(x, new double[] {label}));
            }
        }
        return drawn;
    }
}
