package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data.Corruption.Type;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;

class CorruptionTest {

    private static final double RATE = 0.25;
    private static final int BATCH = 10;

    private static TrainingSpec spec(Shuffle shuffle) {
        return Specs.circle().withTraining(Specs.training(RATE, Regularization.Type.NONE, 0, BATCH, shuffle));
    }

    private static TrainingSpec noisy(Shuffle shuffle) {
        return Specs.corrupted(spec(shuffle), Type.GAUSSIAN, 0.5);
    }

    @Test
    void looksSeeTheSamplesAsTheyAre() {
        try (var corrupted = Specs.open(noisy(Shuffle.EVERY_EPOCH));
                var plain = Specs.open(spec(Shuffle.EVERY_EPOCH))) {
            corrupted.advance(new Slice(2, Long.MAX_VALUE).withUpdates(11));
            plain.replace(corrupted.parameters());

            assertThat(corrupted.losses()).isEqualTo(plain.losses());
            assertThat(corrupted.metrics()).usingRecursiveComparison().isEqualTo(plain.metrics());
            assertThat(corrupted.boundary(10, 0, 1).values())
                    .isDeepEqualTo(plain.boundary(10, 0, 1).values());
            assertThat(corrupted.gradientsOfTrainSet())
                    .usingRecursiveComparison()
                    .isEqualTo(plain.gradientsOfTrainSet());
            assertThat(corrupted.traceOfSample(3)).usingRecursiveComparison().isEqualTo(plain.traceOfSample(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateUsesTheGradientReportedForItsBatch(Shuffle shuffle) {
        try (var session = Specs.open(noisy(shuffle))) {
            session.advance(new Slice(9, Long.MAX_VALUE).withUpdates(19));
            int batch = session.position().batch();
            List<LayerParameters> before = session.parameters().layers();
            List<LayerParameters> gradient = session.gradientsOfBatch(batch).layers();
            session.advance(new Slice(9, Long.MAX_VALUE).withUpdates(1));

            List<LayerParameters> after = session.parameters().layers();
            for (int l = 0; l < before.size(); l++) {
                for (int unit = 0; unit < before.get(l).weights().length; unit++) {
                    double stepped = before.get(l).weights()[unit][0]
                            - RATE * gradient.get(l).weights()[unit][0];
                    assertThat((double) after.get(l).weights()[unit][0]).isCloseTo(stepped, within(1e-6));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTraceShowsTheDisturbedInputsOfItsBatch(Shuffle shuffle) {
        TrainingSpec spec = noisy(shuffle);
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(4, Long.MAX_VALUE));

            Trace trace = session.traceOfBatch(2);

            double[][] x = SampleSource.samples(spec).train().x();
            var randomness = Randomness.of(7, Purpose.CORRUPTION, 4, 2);
            for (int i = 0; i < BATCH; i++) {
                for (int column = 0; column < 2; column++) {
                    double clean = x[trace.samples()[i]][column];
                    assertThat(trace.inputs()[i][column]).isEqualTo((float) randomness.gaussian(clean, 0.5));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theUpdatedParametersOfATraceAreThoseOfTheStep(Shuffle shuffle) {
        try (var session = Specs.open(noisy(shuffle))) {
            session.advance(new Slice(3, Long.MAX_VALUE));
            Parameters updated =
                    Objects.requireNonNull(session.traceOfBatch(0).step()).updated();
            session.advance(new Slice(4, Long.MAX_VALUE).withUpdates(1));

            assertThat(session.parameters()).usingRecursiveComparison().isEqualTo(updated);
        }
    }

    @Test
    void inputsAreDisturbedAnewInEveryEpoch() {
        try (var session = Specs.open(noisy(Shuffle.NEVER))) {
            float[][] first = session.traceOfBatch(1).inputs();
            session.advance(new Slice(1, Long.MAX_VALUE));

            float[][] second = session.traceOfBatch(1).inputs();
            assertThat(second).isNotEqualTo(first);
            for (int i = 0; i < BATCH; i++) {
                assertThat(Arrays.equals(first[i], second[i])).isFalse();
            }
        }
    }

    @Test
    void epochsWithManyNumbersAreTrainedInPartsWithTheSameBits() {
        TrainingSpec spec = noisy(Shuffle.ONCE);
        try (TrainingSession whole = Specs.open(spec);
                TrainingSession parts = Specs.open(spec)) {
            whole.advance(new Slice(6, Long.MAX_VALUE));
            while (parts.position().epoch() < 6) {
                parts.advance(new Slice(6, Long.MAX_VALUE).withUpdates(3));
            }

            assertThat(parts.checkpoint().state()).isEqualTo(whole.checkpoint().state());
        }
    }

    @Test
    void theSharedArithmeticDoesNotDisturbInputs() {
        assertThat(Arithmetic.canShare(spec(Shuffle.NEVER))).isTrue();
        assertThat(Arithmetic.canShare(noisy(Shuffle.NEVER))).isFalse();
        assertThat(Arithmetic.SharedShape.LIMITS.violations(noisy(Shuffle.NEVER)))
                .hasToString("[corruption cannot be used with the arithmetic \"shared\"]");
    }
}
