package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

class DjlTrainingSessionTest {

    private static final long UNLIMITED = Long.MAX_VALUE;

    /** So many parameters that an epoch is cut into parts. */
    private static TrainingSpec large() {
        return Specs.withLayers(
                        Specs.circle(),
                        Specs.layer(1200, Activation.RELU),
                        Specs.layer(1200, Activation.TANH),
                        Specs.layer(1, Activation.TANH))
                .withTraining(Specs.training(0.003, Regularization.Type.L1, 0.001, 4, Shuffle.EVERY_EPOCH));
    }

    private static float[] trained(TrainingSpec spec, int epochs) {
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(epochs, UNLIMITED));
            return session.checkpoint().parameters();
        }
    }

    @ParameterizedTest
    @EnumSource
    void slicesDoNotChangeABit(Shuffle shuffle) {
        TrainingSpec spec =
                Specs.circle().withTraining(Specs.training(0.03, Regularization.Type.L2, 0.01, 10, shuffle));
        var losses = new ArrayList<Losses>();
        float[] parameters;
        try (var session = Specs.open(spec)) {
            for (int epoch : new int[] {1, 2, 9, 40}) {
                session.gradientsOfBatch(3);
                Advance advance = session.advance(new Slice(epoch, UNLIMITED));
                session.boundary(10, 0, 1);
                assertThat(advance.fromEpoch()).isEqualTo(losses.size() + 1L);
                losses.addAll(List.of(advance.losses()));
            }
            parameters = session.checkpoint().parameters();
        }

        try (var session = Specs.open(spec)) {
            assertThat(session.advance(new Slice(40, UNLIMITED)).losses()).containsExactlyElementsOf(losses);
            assertThat(session.checkpoint().parameters()).isEqualTo(parameters);
            assertThat(session.position()).isEqualTo(new TrainingSession.Position(40, 0, 8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallForEachBatchDoesNotChangeABit(Shuffle shuffle) {
        TrainingSpec spec = withShuffle(shuffle);
        var engine = new DjlTrainingEngine(Duration.ofNanos(1));
        var batches = new ArrayList<Integer>();
        try (var session = engine.open(spec, SampleSource.samples(spec), null);
                var whole = Specs.open(spec)) {
            var losses = new ArrayList<Losses>();
            while (session.position().epoch() < 3) {
                losses.addAll(List.of(session.advance(new Slice(3, 1)).losses()));
                batches.add(session.position().batch());
            }

            assertThat(batches.subList(0, 9)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 0);
            assertThat(whole.advance(new Slice(3, UNLIMITED)).losses()).containsExactlyElementsOf(losses);
            assertThat(session.checkpoint().parameters())
                    .isEqualTo(whole.checkpoint().parameters());
        }
    }

    @Test
    void aLargeNetworkStopsWithinAnEpoch() {
        try (var session = Specs.open(large())) {
            session.advance(new Slice(2, 1));

            assertThat(session.position().batch()).isBetween(1, 18);
        }
    }

    @Test
    void aCheckpointWithinAnEpochContinuesWithTheSameNumbers() {
        TrainingSpec spec = withShuffle(Shuffle.EVERY_EPOCH);
        var engine = new DjlTrainingEngine(Duration.ofNanos(1));
        Checkpoint checkpoint;
        try (var session = engine.open(spec, SampleSource.samples(spec), null)) {
            while (session.position().epoch() < 2 || session.position().batch() < 3) {
                session.advance(new Slice(3, 1));
            }
            checkpoint = session.checkpoint();
        }

        assertThat(checkpoint.batch()).isEqualTo(3);
        try (var session = Specs.open(spec, checkpoint)) {
            session.advance(new Slice(4, UNLIMITED));
            assertThat(session.checkpoint().parameters()).isEqualTo(trained(spec, 4));
        }
    }

    @Test
    void neighboursAndThreadsDoNotChangeABit() throws Exception {
        float[] alone = trained(Specs.circle(), 200);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<float[]>>();
            for (int i = 0; i < 12; i++) {
                tasks.add(() -> trained(Specs.circle(), 200));
            }
            for (Future<float[]> beside : threads.invokeAll(tasks)) {
                assertThat(beside.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void everyEpochVisitsTheSamplesInAnotherOrder() {
        float[] never = trained(withShuffle(Shuffle.NEVER), 2);

        assertThat(trained(withShuffle(Shuffle.ONCE), 2)).isNotEqualTo(never);
        assertThat(trained(withShuffle(Shuffle.EVERY_EPOCH), 1)).isEqualTo(trained(withShuffle(Shuffle.ONCE), 1));
        assertThat(trained(withShuffle(Shuffle.EVERY_EPOCH), 2)).isNotEqualTo(trained(withShuffle(Shuffle.ONCE), 2));
    }

    private static TrainingSpec withShuffle(Shuffle shuffle) {
        return Specs.circle().withTraining(Specs.training(0.03, Regularization.Type.NONE, 0, 10, shuffle));
    }

    @Test
    void currentLossesAreThoseOfTheLastEpoch() {
        try (var session = Specs.open(Specs.circle())) {
            Losses untrained = session.losses();
            Losses[] losses = session.advance(new Slice(5, UNLIMITED)).losses();

            assertThat(session.losses()).isEqualTo(losses[4]);
            assertThat(losses[4].train()).isLessThan(untrained.train());
            assertThat(losses[4].validation()).isPositive().isNotEqualTo(losses[4].test());
            try (var reopened = Specs.open(Specs.circle(), session.checkpoint())) {
                assertThat(reopened.losses()).isEqualTo(losses[4]);
            }
        }
    }

    @Test
    void aMissingSetHasNoLoss() {
        TrainingSpec spec = Specs.withData(
                Specs.circle(),
                Task.CLASSIFICATION,
                new Data.Generated(Generator.XOR_TABLE, 4, 0, 0.5, 0, 1),
                "x1",
                "x2");
        try (var session = Specs.open(spec)) {
            Losses[] losses = session.advance(new Slice(1, UNLIMITED)).losses();

            assertThat(losses[0].validation()).isNaN();
            assertThat(losses[0].test()).isEqualTo(losses[0].train());
        }
    }

    @Test
    void manyEpochsLearnTheCircle() {
        try (var session = Specs.open(Specs.circle())) {
            session.advance(new Slice(2000, UNLIMITED));

            assertThat(session.losses().train()).isLessThan(0.05);
        }
    }

    @Test
    void aDivergedTrainingIsSetBackToItsLastFiniteEpoch() {
        TrainingSpec spec = Specs.withLayers(
                        Specs.withData(
                                Specs.circle(),
                                Task.REGRESSION,
                                new Data.Generated(Generator.PLANE, 200, 0, 0.5, 0, 1),
                                "x1",
                                "x2"),
                        Specs.layer(1, Activation.LINEAR))
                .withTraining(Specs.training(0.3, Regularization.Type.NONE, 0, 50, Shuffle.EVERY_EPOCH));

        try (var session = Specs.open(spec)) {
            Advance advance = session.advance(new Slice(1000, UNLIMITED));

            int finite = advance.losses().length;
            assertThat(finite).isBetween(3, 999);
            assertThat(advance.divergence())
                    .isEqualTo(new TrainingSession.Divergence(finite + 1L, advance.losses()[finite - 1].train()));
            assertThat(session.position()).isEqualTo(new TrainingSession.Position(finite, 0, 2));
            assertThat(session.losses()).isEqualTo(advance.losses()[finite - 1]);
            assertThat(session.checkpoint().parameters()).isEqualTo(trained(spec, finite));
            for (float parameter : session.checkpoint().parameters()) {
                assertThat(parameter).isFinite();
            }
        }
    }

    @Test
    void newRatesTakeEffectAtTheNextEpoch() {
        Training slow = Specs.training(0.001, Regularization.Type.L2, 0.1, 10, Shuffle.EVERY_EPOCH);
        Training fast = Specs.training(0.1, Regularization.Type.L1, 0.01, 7, Shuffle.EVERY_EPOCH);
        Checkpoint afterOne;
        try (var session = Specs.open(Specs.circle().withTraining(slow))) {
            session.advance(new Slice(1, UNLIMITED));
            afterOne = session.checkpoint();
            session.retune(fast, true);

            assertThat(session.learningRate()).isEqualTo(0.1);
            assertThat(session.position().batches()).isEqualTo(11);
            session.advance(new Slice(3, UNLIMITED));
            try (var expected = Specs.open(Specs.circle().withTraining(fast), afterOne)) {
                expected.advance(new Slice(3, UNLIMITED));
                assertThat(session.checkpoint().parameters())
                        .isEqualTo(expected.checkpoint().parameters());
            }
        }
    }

    @Test
    void anEpochInProgressKeepsItsRates() {
        try (var session = Specs.open(large())) {
            session.advance(new Slice(1, 1));
            assertThat(session.position().batch()).isPositive();
            session.retune(Specs.training(1e-9, Regularization.Type.NONE, 0, 100, Shuffle.EVERY_EPOCH), true);

            assertThat(session.learningRate()).isEqualTo(0.003);
            session.advance(new Slice(1, UNLIMITED));
            assertThat(session.checkpoint().parameters()).isEqualTo(trained(large(), 1));
            assertThat(session.learningRate()).isEqualTo(1e-9);
            assertThat(session.position().batches()).isEqualTo(1);
        }
    }

    @Test
    void theWarmUpRaisesTheRateEpochByEpoch() {
        Training before = Specs.circle().training();
        TrainingSpec spec = Specs.circle()
                .withTraining(new Training(
                        before.loss(),
                        new Optimizer.Sgd(0.08),
                        new Schedule.Constant(4),
                        before.regularization(),
                        before.batchSize(),
                        before.shuffle(),
                        before.seed()));
        try (var session = Specs.open(spec)) {
            assertThat(session.learningRate()).isEqualTo(0.02);
            session.advance(new Slice(2, UNLIMITED));
            assertThat(session.learningRate()).isEqualTo(0.06);
        }
        float[] stepwise = trained(Specs.circle().withTraining(withRate(before, 0.02)), 1);
        assertThat(trained(spec, 1)).isEqualTo(stepwise);
    }

    private static Training withRate(Training training, double rate) {
        return new Training(
                training.loss(),
                new Optimizer.Sgd(rate),
                training.schedule(),
                training.regularization(),
                training.batchSize(),
                training.shuffle(),
                training.seed());
    }

    @Test
    void theBoundaryEqualsThePredictionsOfTheGridPoints() {
        try (var session = Specs.open(Specs.circle())) {
            session.advance(new Slice(100, UNLIMITED));
            Boundary boundary = session.boundary(11, 0, 1);

            assertThat(boundary.domain()).isDeepEqualTo(new double[][] {{-6, 6}, {-6, 6}});
            assertThat(boundary.columns()).containsExactly("x1", "x2");
            assertThat(boundary.minimum()).isEqualTo(-1);
            float[][] corners = session.predict(new double[][] {{-6, 6}, {6, 6}, {-6, -6}, {0, 1.2}});
            assertThat(boundary.values()[0][0]).isCloseTo(corners[0][0], within(1e-6f));
            assertThat(boundary.values()[0][10]).isCloseTo(corners[1][0], within(1e-6f));
            assertThat(boundary.values()[0][110]).isCloseTo(corners[2][0], within(1e-6f));
            assertThat(boundary.values()[0][4 * 11 + 5]).isCloseTo(corners[3][0], within(1e-6f));
            assertThat(corners[0][0]).isNotEqualTo(corners[1][0]);
        }
    }

    @Test
    void otherColumnsAreAtTheirMeanAndTheScaleIsTheTargetsRange() {
        TrainingSpec spec = Specs.regression(
                new double[][] {{0, 1, 10}, {2, 3, 30}},
                new double[][] {{5, -1}, {7, 2}},
                new Initializer.Uniform(0.5, 0.1, 1),
                Specs.layer(2, Activation.LINEAR));
        try (var session = Specs.open(spec)) {
            Boundary boundary = session.boundary(10, 2, 0);

            assertThat(boundary.outputs()).isEqualTo(2);
            assertThat(boundary.minimum()).isEqualTo(-1);
            assertThat(boundary.maximum()).isEqualTo(7);
            assertThat(boundary.columns()).containsExactly("x3", "x1");
            float[] topLeft = session.predict(new double[][] {{2.2, 2, 8}})[0];
            assertThat(boundary.values()[0][0]).isCloseTo(topLeft[0], within(1e-5f));
            assertThat(boundary.values()[1][0]).isCloseTo(topLeft[1], within(1e-5f));
        }
    }

    @Test
    void oneColumnGivesABoundaryOfStripes() {
        var data = new Data.Inline(
                List.of(new Sample(new double[] {0}, new double[] {0}), new Sample(new double[] {1}, new double[] {1})),
                List.of(),
                List.of());
        try (var session = Specs.open(Specs.withData(Specs.circle(), Task.CLASSIFICATION, data, "x1"))) {
            float[] values = session.boundary(10, 0, 0).values()[0];

            assertThat(values[90]).isEqualTo(values[0]);
            assertThat(values[9]).isNotEqualTo(values[0]);
        }
    }

    @Test
    void aCheckpointOfAnotherShapeIsRefused() {
        var foreign = new Checkpoint(0, 0, new float[3], new float[0]);

        assertThatIllegalArgumentException().isThrownBy(() -> Specs.open(Specs.circle(), foreign));
    }

    @Test
    void anInvalidBatchIndexIsRefused() {
        try (var session = Specs.open(Specs.circle())) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> session.gradientsOfBatch(8));
        }
    }

    @Test
    void closedSessionsFreeAllArrays() {
        trained(Specs.circle(), 1);
        int before = Torch.openArrays();
        for (int units = 1; units < 60; units++) {
            TrainingSpec spec = Specs.withLayers(
                    Specs.circle(), Specs.layer(units, Activation.RELU), Specs.layer(1, Activation.TANH));
            try (var session = Specs.open(spec)) {
                session.advance(new Slice(2, UNLIMITED));
                session.boundary(10, 0, 1);
                session.gradientsOfTrainSet();
                session.checkpoint();
            }
        }

        assertThat(Torch.openArrays()).isLessThanOrEqualTo(before);
    }
}
