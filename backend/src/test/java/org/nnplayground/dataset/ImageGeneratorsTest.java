package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;

/** The generators of images, of sequences and of the plane's curves. */
class ImageGeneratorsTest {

    private static Randomness randomness() {
        return Randomness.of(11, Purpose.DATA);
    }

    private static long count(List<Sample> samples, int label) {
        return samples.stream().filter(sample -> sample.y()[0] == label).count();
    }

    private static double[] column(List<Sample> samples, boolean inside) {
        return samples.stream()
                .flatMapToDouble(sample -> IntStream.range(0, sample.x().length)
                        .filter(pixel -> (sample.y()[pixel] == 1) == inside)
                        .mapToDouble(pixel -> sample.x()[pixel]))
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    /** Stored specs must draw the same bits on every machine and in every version. */
    @ParameterizedTest
    @CsvSource({
        "DIGITS8, 1885780225",
        "BARS_AND_STRIPES, -2061539199",
        "LESIONS16, 1192396843",
        "FIRST_SYMBOL, 1613810307",
        "FUNCTION, -1285679819"
    })
    void aSeedGivesTheseBits(Generator generator, int hash) {
        var data = new Data.Generated(generator, 60, 0.1, 0.5, 0, 11);

        List<Sample> samples = DatasetGenerator.of(data).draw(60, 0.1, randomness());

        assertThat(samples.hashCode()).isEqualTo(hash);
        assertThat(samples).allMatch(sample -> sample.x().length == data.columns());
    }

    @Test
    void digitsAreBalancedBlackAndWhiteImages() {
        List<Sample> samples = ImageGenerators.digits8(1003, 0, randomness());

        assertThat(samples).hasSize(1003);
        assertThat(samples).allMatch(sample -> Arrays.stream(sample.x()).allMatch(pixel -> pixel == 0 || pixel == 1));
        for (int label = 0; label < 10; label++) {
            assertThat(count(samples, label)).isEqualTo(label < 3 ? 101 : 100);
        }
    }

    /** Eight places of ten glyphs are told apart by their pixels, in spite of some that are flipped. */
    @Test
    void aDigitIsItsGlyphAtOneOfEightPlacesWithATwentiethOfThePixelsFlipped() {
        List<Sample> drawn = ImageGenerators.digits8(8000, 0, randomness());
        for (int label = 0; label < 10; label++) {
            int of = label;
            List<Sample> samples =
                    drawn.stream().filter(sample -> sample.y()[0] == of).toList();
            double[] means = IntStream.range(0, 64)
                    .mapToDouble(pixel -> samples.stream()
                            .mapToDouble(sample -> sample.x()[pixel])
                            .average()
                            .orElseThrow())
                    .toArray();
            double ink = Arrays.stream(means).sum();
            long glyph = Math.round((ink - 64 * 0.05) / 0.9);
            assertThat(ink).isCloseTo(glyph + 0.05 * (64 - 2 * glyph), within(0.3));
            assertThat(glyph).isBetween(8L, 20L);
        }
    }

    @Test
    void noiseFlipsHalfAsManyFurtherPixelsOfADigit() {
        double flipped = ImageGenerators.digits8(4000, 0.8, randomness()).stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.x()))
                .average()
                .orElseThrow();

        // About 15 of 64 pixels are ink; of pixels flipped with probability 0.45, 0.45 + 0.1 * 15 / 64 are.
        assertThat(flipped).isCloseTo(0.473, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void thePatternsAreAllBarsAndAllStripesOnce(int size) {
        int patterns = (2 << size) - 2;
        List<Sample> samples = ImageGenerators.barsAndStripes(size, patterns, 0, randomness());

        Set<String> different = new HashSet<>();
        for (Sample sample : samples) {
            different.add(Arrays.toString(sample.x()));
            for (int pixel = 0; pixel < size * size; pixel++) {
                int first = sample.y()[0] == 0 ? pixel % size : pixel - pixel % size;
                assertThat(sample.x()[pixel]).isEqualTo(sample.x()[first]).isIn(0.0, 1.0);
            }
        }
        assertThat(different).hasSize(patterns);
        assertThat(count(samples, 0)).isEqualTo(patterns / 2);
        assertThat(Arrays.stream(samples.getFirst().x()).sum()).isZero();
        assertThat(Arrays.stream(samples.getLast().x()).sum()).isEqualTo(size * size);
    }

    @Test
    void moreSamplesRepeatThePatternsAndNoiseFlipsPixels() {
        List<Sample> twice = ImageGenerators.barsAndStripes(3, 28, 0, randomness());

        assertThat(twice.subList(7, 14)).isEqualTo(twice.subList(0, 7));
        List<Sample> clean = ImageGenerators.barsAndStripes(3, 4000, 0, randomness());
        List<Sample> noisy = ImageGenerators.barsAndStripes(3, 4000, 0.4, randomness());
        double flipped = IntStream.range(0, 4000)
                .mapToDouble(i -> IntStream.range(0, 9)
                        .filter(pixel -> clean.get(i).x()[pixel] != noisy.get(i).x()[pixel])
                        .count())
                .average()
                .orElseThrow();
        assertThat(flipped / 9).isCloseTo(0.2, within(0.01));
    }

    @Test
    void lesionsAreBrightEllipsesOnATenthOfTheImage() {
        List<Sample> samples = ImageGenerators.lesions16(3000, 0, randomness());

        assertThat(samples).allMatch(sample -> sample.x().length == 256 && sample.y().length == 256);
        assertThat(samples).allMatch(sample -> Arrays.stream(sample.y()).allMatch(y -> y == 0 || y == 1));
        double[] sizes = samples.stream()
                .mapToDouble(sample -> Arrays.stream(sample.y()).sum())
                .toArray();
        assertThat(mean(sizes) / 256).isCloseTo(0.0955, within(0.005)); // pi * 2.8^2 / 256 = 0.0962, some cut off
        assertThat(Arrays.stream(sizes).min().orElseThrow()).isGreaterThanOrEqualTo(6);
        assertThat(mean(column(samples, true))).isCloseTo(0.7, within(0.01));
        assertThat(mean(column(samples, false))).isCloseTo(0.3, within(0.01));
        assertThat(deviation(column(samples, false))).isCloseTo(0.2, within(0.01));
        assertThat(deviation(column(ImageGenerators.lesions16(500, 0.4, randomness()), false)))
                .isCloseTo(0.4, within(0.01));
    }

    /** The centres lie symmetrically, so the mean mask is the same seen in a mirror. */
    @Test
    void lesionsHaveNoPreferredSide() {
        var left = 0.0;
        var upper = 0.0;
        var all = 0.0;
        for (Sample sample : ImageGenerators.lesions16(20_000, 0, randomness())) {
            for (int pixel = 0; pixel < 256; pixel++) {
                all += sample.y()[pixel];
                left += pixel % 16 < 8 ? sample.y()[pixel] : 0;
                upper += pixel < 128 ? sample.y()[pixel] : 0;
            }
        }

        assertThat(left / all).isCloseTo(0.5, within(0.01));
        assertThat(upper / all).isCloseTo(0.5, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "10, 3", "100, 10"})
    void theLabelOfASequenceIsItsFirstSymbol(int steps, int symbols) {
        List<Sample> samples = SequenceGenerators.firstSymbol(steps, symbols, 601, 0, randomness());

        for (Sample sample : samples) {
            assertThat(sample.x()).hasSize(steps * symbols);
            assertThat(sample.x()[(int) sample.y()[0]]).isEqualTo(1);
            for (int step = 0; step < steps; step++) {
                double[] columns = Arrays.copyOfRange(sample.x(), step * symbols, (step + 1) * symbols);
                assertThat(Arrays.stream(columns).sum()).isEqualTo(1);
                assertThat(Arrays.stream(columns)).allMatch(x -> x == 0 || x == 1);
            }
        }
        assertThat(count(samples, 0) - count(samples, symbols - 1)).isBetween(0L, 1L);
    }

    @Test
    void theOtherSymbolsSayNothingAboutTheLabel() {
        List<Sample> samples = SequenceGenerators.firstSymbol(4, 3, 30_000, 0, randomness());

        for (int label = 0; label < 3; label++) {
            int of = label;
            assertThat(samples.stream()
                            .filter(sample -> sample.y()[0] == of)
                            .mapToDouble(sample -> sample.x()[9])
                            .average()
                            .orElseThrow())
                    .isCloseTo(1 / 3.0, within(0.02));
        }
        assertThat(deviation(SequenceGenerators.firstSymbol(2, 2, 9000, 0.3, randomness()).stream()
                        .filter(sample -> sample.y()[0] == 1)
                        .mapToDouble(sample -> sample.x()[0])
                        .toArray()))
                .isCloseTo(0.3, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"SINE, 2, 2.7278922804770453", "CUBIC, 5, 4.5", "ABSOLUTE, -5, 2"})
    void aCurveSeparatesTheClasses(Generator.Curve curve, double x1, double height) {
        List<Sample> samples = ShapeGenerators.function(curve, 20_000, 0, randomness());

        assertThat(samples)
                .filteredOn(sample -> Math.abs(sample.x()[0] - x1) < 0.02)
                .filteredOn(sample -> Math.abs(sample.x()[1] - height) > 0.2)
                .hasSizeGreaterThan(20)
                .allMatch(sample -> (sample.y()[0] == 1) == (sample.x()[1] > height));
        assertThat(count(samples, 1)).isBetween(9700L, 10_300L);
        assertThat(ShapeGenerators.function(curve, 20_000, 0.3, randomness()))
                .filteredOn(sample -> Math.abs(sample.x()[0] - x1) < 0.1)
                .anyMatch(sample -> (sample.y()[0] == 1) != (sample.x()[1] > height));
    }
}
