package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.engine.TrainingSession.Best;
import org.nnplayground.engine.TrainingSession.Condition;
import org.nnplayground.engine.TrainingSession.Divergence;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

/** Where slices end, and what can be changed or restored there. */
class StoppingTest {

    private static final Slice ALL = new Slice(300, Long.MAX_VALUE);

    /** Noisy, and fast enough that the validation loss rises again. */
    private static TrainingSpec noisy() {
        TrainingSpec spec =
                Specs.withLayers(Specs.circle(), Specs.layer(12, Activation.RELU), Specs.layer(1, Activation.TANH));
        return Specs.withData(
                        spec, Task.CLASSIFICATION, new Data.Generated(Generator.XOR, 120, 0.6, 0.3, 0.3, 5), "x1", "x2")
                .withTraining(Specs.training(0.1, Regularization.Type.NONE, 0, 10, Shuffle.EVERY_EPOCH));
    }

    private static TrainingSession slowly(TrainingSpec spec) {
        return new DjlTrainingEngine(Duration.ofNanos(1)).open(spec, SampleSource.samples(spec), null);
    }

    private static float[] after(TrainingSpec spec, long epochs) {
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(epochs, Long.MAX_VALUE));
            return session.checkpoint().parameters();
        }
    }

    @Test
    void aSliceOfUpdatesStopsWithinAnEpochOrEndsItWithLosses() {
        try (var session = Specs.open(Specs.circle())) {
            assertThat(session.advance(ALL.withUpdates(3)).losses()).isEmpty();
            assertThat(session.position()).isEqualTo(new Position(0, 3, 8));
            assertThat(session.advance(ALL.withUpdates(5)).losses()).hasSize(1);
            assertThat(session.position()).isEqualTo(new Position(1, 0, 8));
            assertThat(session.advance(ALL.withUpdates(18)).losses()).hasSize(2);
            assertThat(session.position()).isEqualTo(new Position(3, 2, 8));
            session.advance(new Slice(4, Long.MAX_VALUE));
            assertThat(session.checkpoint().parameters()).isEqualTo(after(Specs.circle(), 4));
        }
    }

    /** At every place where a training may be broken off, near its best epoch and far from it. */
    @Test
    void aResumedTrainingRestoresTheBestEpochOfTheWholeRun() {
        Slice watched = ALL.withPatience(25);
        Best best;
        float[] expected;
        long end;
        try (var session = Specs.open(noisy())) {
            assertThat(session.advance(watched).condition()).isEqualTo(Condition.PATIENCE);
            end = session.position().epoch();
            best = session.best();
            session.restoreBest();
            expected = session.checkpoint().state();
        }
        for (long broken = 1; broken < end; broken += 7) {
            Checkpoint checkpoint;
            try (var session = Specs.open(noisy())) {
                session.advance(new Slice(broken, Long.MAX_VALUE).withPatience(25));
                session.advance(ALL.withPatience(25).withUpdates(2));
                checkpoint = session.checkpoint();
            }
            try (var session = Specs.open(noisy(), checkpoint)) {
                assertThat(session.advance(watched).condition()).isEqualTo(Condition.PATIENCE);
                assertThat(session.position().epoch()).isEqualTo(end);
                assertThat(session.best()).isEqualTo(best);
                session.restoreBest();
                assertThat(session.checkpoint().state()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aSingleBatchAppliesItsGradient() {
        try (var session = Specs.open(Specs.circle())) {
            float before = session.parameters().layers().get(1).weights()[0][2];
            float gradient = session.gradientsOfBatch(0).layers().get(1).weights()[0][2];
            session.advance(ALL.withUpdates(1));

            assertThat(session.parameters().layers().get(1).weights()[0][2])
                    .isCloseTo(before - 0.03f * gradient, within(1e-7f));
        }
    }

    @Test
    void theTargetEndsASliceExactlyAtItsEpoch() {
        TrainingSpec spec = Specs.circle();
        Losses[] losses;
        try (var session = Specs.open(spec)) {
            losses = session.advance(ALL).losses();
        }
        int epoch = 1;
        while (losses[epoch - 1].test() > 0.3) {
            epoch++;
        }
        assertThat(epoch).isBetween(10, 299);

        for (var session : List.of(Specs.open(spec), slowly(spec))) {
            try (session) {
                Advance advance = session.advance(ALL.withTargetTestLoss(0.3));

                assertThat(advance.condition()).isEqualTo(Condition.TARGET_TEST_LOSS);
                assertThat(advance.losses()).hasSize(epoch);
                assertThat(session.position()).isEqualTo(new Position(epoch, 0, 8));
                assertThat(session.checkpoint().parameters()).isEqualTo(after(spec, epoch));
                session.advance(new Slice(epoch + 3L, Long.MAX_VALUE));
                assertThat(session.checkpoint().parameters()).isEqualTo(after(spec, epoch + 3));
            }
        }
    }

    @Test
    void patienceEndsASliceAndRestoresTheBestParameters() {
        TrainingSpec spec = noisy();
        var validation = new ArrayList<Double>();
        try (var session = Specs.open(spec)) {
            validation.add(session.losses().validation());
            for (Losses losses :
                    session.advance(new Slice(3000, Long.MAX_VALUE)).losses()) {
                validation.add(losses.validation());
            }
        }
        int best = 0;
        int epoch = 0;
        while (epoch - best < 15) {
            epoch++;
            best = validation.get(epoch) < validation.get(best) ? epoch : best;
        }
        assertThat(best).isGreaterThan(3);

        for (var session : List.of(Specs.open(spec), slowly(spec))) {
            try (session) {
                Advance advance = session.advance(new Slice(3000, Long.MAX_VALUE).withPatience(15));

                assertThat(advance.condition()).isEqualTo(Condition.PATIENCE);
                assertThat(session.position().epoch()).isEqualTo(epoch);
                assertThat(session.best()).isEqualTo(new Best(best, validation.get(best)));
                session.restoreBest();
                assertThat(session.checkpoint().parameters()).isEqualTo(after(spec, best));
                assertThat(session.losses().validation()).isEqualTo(validation.get(best));
                assertThat(session.position().epoch()).isEqualTo(epoch);
            }
        }
    }

    @Test
    void theBestParametersSurviveNewRatesAndBatchSizes() {
        TrainingSpec spec = noisy();
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(200, Long.MAX_VALUE).withPatience(1000));
            Best best = session.best();
            session.retune(Specs.training(1e-6, Regularization.Type.L2, 0.1, 7, Shuffle.EVERY_EPOCH), true);
            session.advance(new Slice(205, Long.MAX_VALUE));

            assertThat(best).isNotNull().isEqualTo(session.best());
            assertThat(best.epoch()).isBetween(1L, 199L);
            session.restoreBest();
            assertThat(session.checkpoint().parameters()).isEqualTo(after(spec, best.epoch()));
        }
    }

    @Test
    void replacedParametersHaveTheirOwnLossesAndAreTrainedFurther() {
        TrainingSpec spec = Specs.circle();
        try (var donor = Specs.open(spec);
                var session = Specs.open(spec)) {
            donor.advance(new Slice(20, Long.MAX_VALUE));
            Parameters given = donor.parameters();
            session.advance(ALL.withUpdates(11));
            session.replace(given);

            assertThat(session.losses()).isEqualTo(donor.losses());
            assertThat(session.position()).isEqualTo(new Position(1, 3, 8));
            session.advance(new Slice(2, Long.MAX_VALUE));
            assertThat(session.parameters()).usingRecursiveComparison().isNotEqualTo(given);
        }
    }

    @Test
    void parametersOfAnotherShapeOrNonFiniteOnesAreRefused() {
        try (var session = Specs.open(Specs.circle());
                var other = Specs.open(noisy())) {
            Parameters own = session.parameters();
            own.layers().getFirst().weights()[0][0] = Float.NaN;

            assertThatIllegalArgumentException().isThrownBy(() -> session.replace(other.parameters()));
            assertThatIllegalArgumentException().isThrownBy(() -> session.replace(own));
        }
    }

    @Test
    void aDivergingBatchIsUndone() {
        TrainingSpec spec = Specs.withLayers(Specs.circle(), Specs.layer(1, Activation.SQUARE))
                .withTraining(Specs.training(1000, Regularization.Type.NONE, 0, 10, Shuffle.NEVER));
        try (var session = Specs.open(spec)) {
            Losses untrained = session.losses();
            Divergence divergence = null;
            for (int batch = 0; divergence == null; batch++) {
                assertThat(batch).isLessThan(8);
                divergence = session.advance(ALL.withUpdates(1)).divergence();
            }

            assertThat(divergence).isEqualTo(new Divergence(1, untrained.train()));
            assertThat(session.position()).isEqualTo(new Position(0, 0, 8));
            assertThat(session.losses()).isEqualTo(untrained);
        }
    }

    @Test
    void aSliceWithoutUpdatesComputesTheMissingLossesOfAnEpoch() {
        try (var session = slowly(Specs.circle())) {
            while (session.position().batch() < 8) {
                session.advance(new Slice(300, 1).withUpdates(8));
            }
            while (session.position().epoch() == 0) {
                session.advance(new Slice(300, 1).withUpdates(0));
            }
            session.advance(new Slice(300, 1).withUpdates(0));

            assertThat(session.position()).isEqualTo(new Position(1, 0, 8));
            assertThat(session.updates()).isEqualTo(8);
        }
    }

    @Test
    void newPatienceStartsAtTheCurrentEpoch() {
        try (var session = Specs.open(noisy())) {
            session.advance(new Slice(3000, Long.MAX_VALUE).withPatience(15));
            session.restoreBest();
            long stopped = session.position().epoch();
            session.clearBest();

            session.advance(new Slice(3000, Long.MAX_VALUE).withPatience(15));

            assertThat(session.position().epoch()).isGreaterThanOrEqualTo(stopped + 15);
            assertThat(session.best()).isNotNull();
            assertThat(session.best().epoch()).isGreaterThanOrEqualTo(stopped);
        }
    }

    @Test
    void restoredParametersNameTheirEpoch() {
        try (var session = Specs.open(noisy())) {
            session.advance(new Slice(3000, Long.MAX_VALUE).withPatience(15));
            long last = session.position().epoch();
            assertThat(session.parametersOf()).isEqualTo(last);

            session.restoreBest();

            assertThat(session.parametersOf()).isEqualTo(last - 15);
            try (var reopened = Specs.open(noisy(), session.checkpoint())) {
                assertThat(reopened.parametersOf()).isEqualTo(last - 15);
                reopened.advance(new Slice(last + 1, Long.MAX_VALUE));
                assertThat(reopened.parametersOf()).isEqualTo(last + 1);
            }
        }
    }

    @Test
    void aTrainingResumedAfterItsPatienceEndedTrainsNoFurther() {
        Checkpoint checkpoint;
        try (var session = Specs.open(noisy())) {
            session.advance(new Slice(3000, Long.MAX_VALUE).withPatience(15));
            checkpoint = session.checkpoint();
        }
        try (var session = Specs.open(noisy(), checkpoint)) {
            Advance advance = session.advance(new Slice(3000, Long.MAX_VALUE).withPatience(15));

            assertThat(advance.losses()).isEmpty();
            assertThat(advance.condition()).isEqualTo(Condition.PATIENCE);
        }
    }
}
