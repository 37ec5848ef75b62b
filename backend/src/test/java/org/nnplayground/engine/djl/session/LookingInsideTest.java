package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.InactiveUnits;
import org.nnplayground.engine.InactiveUnits.Kind;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

class LookingInsideTest {

    /** 1 - 2 - 1: units of x1 and of -x1, and their sum, on x = -1 and 1. */
    private static TrainingSpec pair(Activation hidden, double scale) {
        return Specs.regression(
                new double[][] {{-1}, {1}},
                new double[][] {{3}, {5}},
                new Initializer.Explicit(
                        new double[][][] {{{scale}, {-scale}}, {{1, 1}}}, new double[][] {{0, -2 * scale}, {0}}, 0),
                Specs.layer(2, hidden),
                Specs.layer(1, Activation.LINEAR));
    }

    @Test
    void theBoundaryOfAHiddenUnitIsItsActivation() {
        try (var session = Specs.open(pair(Activation.RELU, 1))) {
            Boundary first = session.boundary(11, 0, 0, 0, 0);
            Boundary output = session.boundary(11, 0, 0, 1, 0);

            assertThat(first.outputs()).isEqualTo(1);
            assertThat(first.values()[0][10]).isCloseTo(1.2f, within(1e-6f));
            assertThat(first.values()[0][0]).isZero();
            assertThat(first.minimum()).isEqualTo(3);
            assertThat(output.values()).isDeepEqualTo(session.boundary(11, 0, 0).values());
        }
        try (var session = Specs.open(pair(Activation.TANH, 1))) {
            assertThat(session.boundary(11, 0, 0, 0, 0).minimum()).isEqualTo(-1);
            assertThat(session.boundary(11, 0, 0, 1, 0).minimum()).isEqualTo(3);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> session.boundary(11, 0, 0, 0, 2));
        }
    }

    @Test
    void reluUnitsThatAreZeroOnAllSamplesAreDead() {
        try (var session = Specs.open(pair(Activation.RELU, 1))) {
            assertThat(session.inactiveUnits()).containsExactly(new InactiveUnits(Kind.DEAD, 0, List.of(1)));
        }
    }

    @Test
    void tanhAndSigmoidUnitsAtTheirLimitsAreSaturated() {
        try (var session = Specs.open(pair(Activation.TANH, 1))) {
            assertThat(session.inactiveUnits()).isEmpty();
        }
        for (Activation activation : List.of(Activation.TANH, Activation.SIGMOID)) {
            try (var session = Specs.open(pair(activation, 8))) {
                assertThat(session.inactiveUnits())
                        .containsExactly(new InactiveUnits(Kind.SATURATED, 0, List.of(0, 1)));
            }
        }
        try (var session = Specs.open(pair(Activation.SOFTPLUS, 8))) {
            assertThat(session.inactiveUnits()).isEmpty();
        }
    }

    @Test
    void learningRateTenOnTheSpiralLeavesUnitsInactiveWithoutDivergence() {
        // Such a rate is chaotic: which data end so depends on the last bits, and thus on the CPU.
        int inactive = 0;
        for (long seed = 1; seed <= 10; seed++) {
            TrainingSpec spec = Specs.withData(
                            Specs.circle(),
                            Task.CLASSIFICATION,
                            new Data.Generated(Generator.SPIRAL, 500, 0, 0.5, 0, seed),
                            "x1",
                            "x2")
                    .withTraining(Specs.training(10, Regularization.Type.NONE, 0, 10, Shuffle.NEVER));
            try (var session = Specs.open(spec)) {
                assertThat(session.advance(new Slice(20, Long.MAX_VALUE)).divergence())
                        .isNull();
                inactive += session.inactiveUnits().isEmpty() ? 0 : 1;
            }
        }
        assertThat(inactive).as("of ten data sets").isGreaterThanOrEqualTo(3);
    }

    @Test
    void classificationMetricsCountConfusions() {
        for (Shuffle shuffle : Shuffle.values()) {
            TrainingSpec spec =
                    Specs.circle().withTraining(Specs.training(0.03, Regularization.Type.NONE, 0, 10, shuffle));
            try (var session = Specs.open(spec)) {
                session.advance(new Slice(600, Long.MAX_VALUE));
                var metrics = (Metrics.Classification) session.metrics();

                int[][] confusion = metrics.trainConfusion();
                assertThat(confusion[0][0] + confusion[0][1] + confusion[1][0] + confusion[1][1])
                        .isEqualTo(75);
                assertThat(metrics.trainAccuracy())
                        .isCloseTo((confusion[0][0] + confusion[1][1]) / 75.0, within(1e-12))
                        .isGreaterThan(0.9);
                assertThat(metrics.testAccuracy()).isGreaterThan(0.7);
            }
        }
    }

    @Test
    void regressionMetricsUseTheRawTargets() {
        try (var session = Specs.open(pair(Activation.LINEAR, 1))) {
            var metrics = (Metrics.Regression) session.metrics();

            // The network outputs -2 for both; the targets are 3 and 5.
            assertThat(metrics.trainRmse()).isCloseTo(Math.sqrt((25 + 49) / 2.0), within(1e-6));
            assertThat(metrics.trainR2()).isCloseTo(1 - 74 / 2.0, within(1e-5));
            assertThat(metrics.testRmse()).isNaN();
            assertThat(metrics.testR2()).isNaN();
        }
    }

    @Test
    void targetsThatDoNotVaryHaveNoR2() {
        TrainingSpec spec = Specs.regression(
                new double[][] {{-1}, {1}},
                new double[][] {{0.1}, {0.1}},
                new Initializer.Zeros(0),
                Specs.layer(1, Activation.LINEAR));
        try (var session = Specs.open(spec)) {
            assertThat(((Metrics.Regression) session.metrics()).trainR2()).isNaN();
        }
    }
}
