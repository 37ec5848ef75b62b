package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.rbm.BoltzmannMachine;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.json.JsonMapper;

/** A machine of 9 hidden units learns the 14 bars and stripes of 3 x 3 pixels, one update with all of them an epoch. */
class BarsAndStripesMachineTest {

    private static final double WORST = -9 * Math.log(2); // every state of 9 pixels is as probable
    private static final double BEST = -Math.log(14);

    private static TrainingSpec spec(String rbm, double learningRate, int seed) {
        String json = """
                {"model": "rbm",
                 "data": {"source": "generated", "generator": "barsAndStripes", "trainFraction": 1},
                 "rbm": {"hidden": 9, %s},
                 "network": {"initializer": {"type": "normal", "standardDeviation": 0.1, "seed": %d}},
                 "training": {"optimizer": {"type": "sgd", "learningRate": %s}, "batchSize": 14, "seed": %d}}
                """.formatted(rbm, seed, learningRate, seed);
        return new SpecReader(new SpecCatalog(Limits.STANDARD), () -> 1)
                .read(JsonMapper.shared().readTree(json));
    }

    private static double logLikelihood(TrainingSession session) {
        var measured = (Metrics.Regression) session.metrics();
        return Objects.requireNonNull(measured.logLikelihood()).train();
    }

    /** The log-likelihood after every 250 of 5,000 epochs, the untrained machine's first. */
    private static double[] course(TrainingSession session) {
        return IntStream.rangeClosed(0, 20)
                .mapToDouble(i -> {
                    session.advance(new Slice(250L * i, Long.MAX_VALUE));
                    return logLikelihood(session);
                })
                .toArray();
    }

    private static double[] course(String rbm) {
        try (var session = Specs.open(spec(rbm, 0.1, 3))) {
            return course(session);
        }
    }

    @Test
    void oneStepReachesALogLikelihoodOf3Point1() {
        double[] course = course("\"steps\": 1");

        assertThat(course[0]).isCloseTo(WORST, within(0.1));
        assertThat(course[20]).isCloseTo(-3.10, within(0.2)).isLessThan(BEST);
    }

    @Test
    void moreStepsAreBetter() {
        assertThat(course("\"steps\": 5")[20]).isBetween(-2.95, BEST);
    }

    @Test
    void persistentChainsLearnFastAndGoBackAtThisRate() {
        double[] course = course("\"steps\": 1, \"persistent\": true, \"chains\": 14");

        assertThat(Arrays.stream(course).max().orElseThrow()).isGreaterThan(-3.7);
        assertThat(Arrays.stream(course).skip(13).min().orElseThrow()).isLessThan(-4.2);
    }

    @Test
    void aTrainedMachineDreamsOfItsPatternsAndReconstructsThem() {
        TrainingSpec spec = spec("\"steps\": 5", 0.1, 3);
        Set<List<Long>> patterns = new HashSet<>();
        double[][] samples = SampleSource.samples(spec).train().x();
        Arrays.stream(samples)
                .forEach(
                        x -> patterns.add(Arrays.stream(x).mapToObj(Math::round).toList()));
        try (var session = Specs.open(spec)) {
            long before = patternsAmong(session.dreams(), patterns);
            double errorBefore = session.losses().train();

            session.advance(new Slice(5000, Long.MAX_VALUE));

            assertThat(patterns).hasSize(14);
            assertThat(before).isLessThan(3);
            assertThat(patternsAmong(session.dreams(), patterns)).isGreaterThan(8);
            assertThat(session.dreams()).isEqualTo(session.dreams());
            assertThat(session.losses().train()).isLessThan(errorBefore / 5);
        }
    }

    private static long patternsAmong(float[][] dreams, Set<List<Long>> patterns) {
        assertThat(dreams).hasDimensions(BoltzmannMachine.DREAMS, 9);
        return Arrays.stream(dreams)
                .map(dream -> IntStream.range(0, dream.length)
                        .mapToObj(i -> Math.round((double) dream[i]))
                        .toList())
                .filter(patterns::contains)
                .count();
    }
}
