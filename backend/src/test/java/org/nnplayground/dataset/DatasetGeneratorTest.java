package org.nnplayground.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Task;

class DatasetGeneratorTest {

    private static List<Sample> draw(Generator generator, int samples, double noise) {
        return draw(new Data.Generated(generator, samples, noise, 0.5, 0, 11));
    }

    private static List<Sample> draw(Data.Generated data) {
        return DatasetGenerator.of(data).draw(data.samples(), data.noise(), Randomness.of(11, Purpose.DATA));
    }

    private static double radius(Sample sample) {
        return Math.hypot(sample.x()[0], sample.x()[1]);
    }

    private static double product(Sample sample) {
        return sample.x()[0] * sample.x()[1];
    }

    private static boolean isBlue(Sample sample) {
        return sample.y()[0] == 1;
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameBits(Generator generator) {
        assertThat(draw(generator, 101, 0.3)).usingRecursiveComparison().isEqualTo(draw(generator, 101, 0.3));
    }

    @ParameterizedTest
    @EnumSource
    void drawsTheRequestedNumberOfSamples(Generator generator) {
        List<Sample> samples = draw(generator, 101, 0.5);

        assertThat(samples).hasSize(generator == Generator.XOR_TABLE ? 4 : 101);
        if (generator.task() == Task.CLASSIFICATION) {
            assertThat(samples)
                    .extracting(sample -> (int) sample.y()[0])
                    .isSubsetOf(IntStream.range(0, generator.classes()).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GAUSS", "SPIRAL", "MOONS", "RINGS"})
    void theFirstClassGetsOneMoreOfAnOddNumber(Generator generator) {
        assertThat(draw(generator, 101, 0))
                .filteredOn(sample -> !isBlue(sample))
                .hasSize(51);
    }

    @Test
    void withoutNoiseTheCircleHasADiscInARing() {
        List<Sample> samples = draw(Generator.CIRCLE, 400, 0);

        assertThat(samples).allMatch(s -> isBlue(s) ? radius(s) < 2.5 : radius(s) >= 3.5 && radius(s) <= 5);
        assertThat(samples).filteredOn(DatasetGeneratorTest::isBlue).hasSize(200);
    }

    @Test
    void theCirclesNoiseChangesLabelsAndNotSamples() {
        List<Sample> samples = draw(Generator.CIRCLE, 400, 0.5);

        assertThat(samples).allMatch(s -> radius(s) < 2.5 || radius(s) >= 3.5 && radius(s) <= 5);
        assertThat(samples).anyMatch(s -> isBlue(s) != radius(s) < 2.5);
    }

    @Test
    void withoutNoiseXorIsBlueWhereTheSignsAgreeAndLeavesTheAxesFree() {
        List<Sample> samples = draw(Generator.XOR, 400, 0);

        assertThat(samples).allMatch(s -> isBlue(s) == product(s) >= 0);
        assertThat(samples).allMatch(s -> Math.abs(s.x()[0]) >= 0.3 && Math.abs(s.x()[0]) <= 5.3);
        assertThat(draw(Generator.XOR, 400, 0.5)).anyMatch(s -> isBlue(s) != product(s) >= 0);
    }

    @Test
    void theVarianceOfTheGaussiansFollowsTheNoise() {
        double[] blue = draw(Generator.GAUSS, 40_000, 0.2).stream()
                .filter(DatasetGeneratorTest::isBlue)
                .mapToDouble(s -> s.x()[1] - 2)
                .toArray();

        double variance = Arrays.stream(blue).map(d -> d * d).average().orElseThrow();
        assertThat(variance).isCloseTo(0.5 + 7 * 0.2, within(0.1));
    }

    @Test
    void theSpiralArmsAreHalfATurnApart() {
        List<Sample> samples = draw(Generator.SPIRAL, 200, 0);

        for (int i = 0; i < 100; i++) {
            double[] orange = samples.get(i).x();
            double[] blue = samples.get(100 + i).x();
            assertThat(blue[0]).isCloseTo(5 * i / 100.0 * Math.sin(3.5 * Math.PI * i / 100), within(1e-12));
            assertThat(orange[0]).isCloseTo(-blue[0], within(1e-12));
            assertThat(orange[1]).isCloseTo(-blue[1], within(1e-12));
        }
        assertThat(samples.get(100).y()).containsExactly(1);
    }

    @Test
    void theMoonsAreInterleavedHalfCircles() {
        assertThat(draw(Generator.MOONS, 200, 0)).allSatisfy(s -> {
            double sign = isBlue(s) ? -1 : 1;
            double x1 = sign * s.x()[0] + 1.5;
            double x2 = sign * s.x()[1] + 0.75;
            assertThat(Math.hypot(x1, x2)).isCloseTo(3, within(1e-12));
            assertThat(x2).isGreaterThanOrEqualTo(0);
        });
    }

    @Test
    void theOrangeRingLiesBetweenTheBlueOnes() {
        List<Sample> samples = draw(Generator.RINGS, 403, 0);

        assertThat(samples)
                .allMatch(s -> isBlue(s)
                        ? radius(s) < 1.5 || radius(s) >= 4.5 && radius(s) < 5.5
                        : radius(s) >= 2.5 && radius(s) < 3.5);
        assertThat(samples).filteredOn(s -> !isBlue(s)).hasSize(202);
        assertThat(samples).filteredOn(s -> radius(s) < 2).hasSize(101);
    }

    @Test
    void theSquaresOfTheCheckerboardAlternate() {
        assertThat(draw(Generator.CHECKERBOARD, 400, 0))
                .allMatch(s -> isBlue(s) == ((Math.floor(s.x()[0] / 3) + Math.floor(s.x()[1] / 3)) % 2 != 0));
        assertThat(draw(Generator.CHECKERBOARD, 400, 0)).allMatch(s -> Math.abs(s.x()[0]) <= 6);
        assertThat(draw(Generator.CHECKERBOARD, 400, 0.5))
                .anyMatch(s -> isBlue(s) != ((Math.floor(s.x()[0] / 3) + Math.floor(s.x()[1] / 3)) % 2 != 0));
    }

    @Test
    void threeBlobsAreAThirdOfATurnApart() {
        List<Sample> samples = draw(Generator.THREE_BLOBS, 30_001, 0.1);
        double[][] centres = {{0, 3.5}, {-3.5 * Math.sqrt(0.75), -1.75}, {3.5 * Math.sqrt(0.75), -1.75}};

        assertThat(samples).filteredOn(s -> s.y()[0] == 0).hasSize(10_001);
        for (int label = 0; label < 3; label++) {
            for (int c = 0; c < 2; c++) {
                double[] values = column(samples, label, c);
                assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(centres[label][c], within(0.05));
                assertThat(deviation(values)).isCloseTo(1, within(0.05));
            }
        }
    }

    @Test
    void clustersHaveTheRequestedColumnsAndClasses() {
        List<Sample> samples = draw(new Data.Generated(Generator.CLUSTERS, 5003, 0.5, 0.5, 0, 1, 7, 5));

        assertThat(samples).allMatch(s -> s.x().length == 7);
        assertThat(samples).filteredOn(s -> s.y()[0] == 2).hasSize(1001);
        assertThat(samples).filteredOn(s -> s.y()[0] == 4).hasSize(1000);
        for (int c = 0; c < 7; c++) {
            assertThat(deviation(column(samples, 3, c))).isCloseTo(1.5, within(0.15));
        }
        assertThat(column(samples, 0, 0)[0]).isNotEqualTo(column(samples, 1, 0)[0]);
    }

    private static double[] column(List<Sample> samples, int label, int column) {
        return samples.stream()
                .filter(s -> s.y()[0] == label)
                .mapToDouble(s -> s.x()[column])
                .toArray();
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void thePlaneIsATenthOfTheSum() {
        assertThat(draw(Generator.PLANE, 200, 0)).allSatisfy(s -> {
            assertThat(Arrays.stream(s.x())).allMatch(x -> x >= -6 && x < 6);
            assertThat(s.y()[0]).isCloseTo((s.x()[0] + s.x()[1]) / 10, within(1e-12));
        });
        assertThat(draw(Generator.PLANE, 200, 0.1))
                .allSatisfy(s -> assertThat(s.y()[0]).isCloseTo((s.x()[0] + s.x()[1]) / 10, within(0.12)));
    }

    @Test
    void theConesPeakAtTheirCentres() {
        assertThat(draw(Generator.GAUSSIANS, 2000, 0)).allSatisfy(s -> {
            double distance = Math.hypot(s.x()[0] - 4, s.x()[1] - 2.5);
            if (distance < 2) {
                assertThat(s.y()[0]).isCloseTo(1 - distance / 2, within(1e-12));
            }
            double below = Math.hypot(s.x()[0] - 4, s.x()[1] + 2.5);
            if (below < 2) {
                assertThat(s.y()[0]).isCloseTo(below / 2 - 1, within(1e-12));
            }
            if (Math.abs(s.x()[1]) > 4.6) {
                assertThat(s.y()[0]).isZero();
            }
        });
    }

    @Test
    void theTruthTableIsXor() {
        assertThat(draw(Generator.XOR_TABLE, 500, 0.5))
                .extracting(s -> (int) s.x()[0] * 100 + (int) s.x()[1] * 10 + (int) s.y()[0])
                .containsExactly(0, 11, 101, 110);
    }
}
