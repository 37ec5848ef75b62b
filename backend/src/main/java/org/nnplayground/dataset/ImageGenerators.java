package org.nnplayground.dataset;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.spec.Data.Sample;

/**
 * Data sets of images of one channel, {@code [height][width]} row by row. nu is the noise.
 *
 * <ul>
 *   <li>digits8: the class's glyph of {@link #GLYPHS}, 5 x 7 pixels of 1 on 8 x 8 of 0, at a column from 0 to 3 and a
 *       row from 0 to 1; then each pixel becomes 1 - x with probability 0.05 + nu / 2.
 *   <li>barsAndStripes: all 2^(n+1) - 2 images of n x n whose columns are each of one value (bars, class 0) or whose
 *       rows are (stripes, class 1). The empty image counts as bars, the full one as stripes. Each class repeats its
 *       images in the order of their binary numbers; then each pixel becomes 1 - x with probability nu / 2.
 *   <li>lesions16: 16 x 16 pixels with an ellipse, its half axes from U(1.8, 3.8), its centre from U(4, 12)^2, turned
 *       by U(0, pi). The label of a pixel is 1 if its middle is in the ellipse. Its brightness is 0.7 there and 0.3
 *       elsewhere, + N(0, 0.2 + nu / 2).
 * </ul>
 */
final class ImageGenerators {

    private static final int DIGITS_WIDTH = 8;
    private static final double FLIPPED = 0.05;

    private static final int LESIONS_WIDTH = 16;
    private static final double TISSUE = 0.3;
    private static final double LESION = 0.7;

    /** The digits 0 to 9, each of 7 rows. */
    private static final List<String> GLYPHS = List.of(
            ".###. #...# #...# #...# #...# #...# .###.",
            "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
            ".###. #...# ....# ...#. ..#.. .#... #####",
            "##### ...#. ..#.. ...#. ....# #...# .###.",
            "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
            "##### #.... ####. ....# ....# #...# .###.",
            "..##. .#... #.... ####. #...# #...# .###.",
            "##### ....# ...#. ..#.. .#... .#... .#...",
            ".###. #...# #...# .###. #...# #...# .###.",
            ".###. #...# #...# .#### ....# ...#. .##..");

    private ImageGenerators() {}

    static List<Sample> digits8(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < GLYPHS.size(); label++) {
            for (int i = 0; i < ClassGenerators.count(samples, label, GLYPHS.size()); i++) {
                double[] x = glyph(label, randomness.below(4), randomness.below(2));
                flip(x, FLIPPED + noise / 2, randomness);
                drawn.add(new Sample(x, new double[] {label}));
            }
        }
        return drawn;
    }

    private static double[] glyph(int label, int column, int row) {
        String[] rows = GLYPHS.get(label).split(" ", -1);
        var x = new double[DIGITS_WIDTH * DIGITS_WIDTH];
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length(); c++) {
                x[(row + r) * DIGITS_WIDTH + column + c] = rows[r].charAt(c) == '#' ? 1 : 0;
            }
        }
        return x;
    }

    private static void flip(double[] x, double probability, Randomness randomness) {
        for (int pixel = 0; pixel < x.length; pixel++) {
            if (randomness.uniform(0, 1) < probability) {
                x[pixel] = 1 - x[pixel];
            }
        }
    }

    static List<Sample> barsAndStripes(int size, int samples, double noise, Randomness randomness) {
        int patterns = (1 << size) - 1;
        var drawn = new ArrayList<Sample>(samples);
        for (int label = 0; label < 2; label++) {
            for (int i = 0; i < ClassGenerators.count(samples, label, 2); i++) {
                var x = new double[size * size];
                for (int pixel = 0; pixel < x.length; pixel++) {
                    int line = label == 0 ? pixel % size : pixel / size;
                    x[pixel] = ((label + i % patterns) >> line) & 1;
                }
                flip(x, noise / 2, randomness);
                drawn.add(new Sample(x, new double[] {label}));
            }
        }
        return drawn;
    }

    static List<Sample> lesions16(int samples, double noise, Randomness randomness) {
        var drawn = new ArrayList<Sample>(samples);
        for (int i = 0; i < samples; i++) {
            double[] mask = ellipse(randomness);
            var x = new double[mask.length];
            for (int pixel = 0; pixel < x.length; pixel++) {
                x[pixel] = randomness.gaussian(mask[pixel] == 1 ? LESION : TISSUE, 0.2 + noise / 2);
            }
            drawn.add(new Sample(x, mask));
        }
        return drawn;
    }

    private static double[] ellipse(Randomness randomness) {
        double along = randomness.uniform(1.8, 3.8);
        double across = randomness.uniform(1.8, 3.8);
        double middleX = randomness.uniform(4, 12);
        double middleY = randomness.uniform(4, 12);
        double angle = randomness.uniform(0, Math.PI);
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        var mask = new double[LESIONS_WIDTH * LESIONS_WIDTH];
        for (int pixel = 0; pixel < mask.length; pixel++) {
            double x = pixel % LESIONS_WIDTH + 0.5 - middleX;
            double y = pixel / LESIONS_WIDTH + 0.5 - middleY;
            double u = (x * cosine + y * sine) / along;
            double v = (y * cosine - x * sine) / across;
            mask[pixel] = u * u + v * v <= 1 ? 1 : 0;
        }
        return mask;
    }
}
