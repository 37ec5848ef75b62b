package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Condition;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** A session opened with a checkpoint continues exactly as the original session. */
class CheckpointTest {

    private static Slice until(long epoch) {
        return new Slice(epoch, Long.MAX_VALUE);
    }

    private static TrainingSession reopened(TrainingSpec spec, TrainingSession session) {
        Checkpoint checkpoint = session.checkpoint();
        session.close();
        return Specs.open(spec, checkpoint);
    }

    @Test
    void pendingRatesAndBatchSizeStayPending() {
        TrainingSpec spec = Specs.circle();
        Training other = Specs.training(0.2, Regularization.Type.L1, 0.01, 25, Shuffle.EVERY_EPOCH);
        TrainingSession undisturbed = Specs.open(spec);
        undisturbed.advance(until(9).withUpdates(3));
        undisturbed.retune(other, true);

        TrainingSession resumed = Specs.open(spec.withTraining(other), undisturbed.checkpoint());

        assertThat(resumed.position()).isEqualTo(undisturbed.position());
        assertThat(resumed.learningRate()).isEqualTo(0.03);
        undisturbed.advance(until(9));
        resumed.advance(until(9));
        assertThat(resumed.position()).isEqualTo(undisturbed.position());
        assertThat(resumed.checkpoint().parameters())
                .isEqualTo(undisturbed.checkpoint().parameters());
        undisturbed.close();
        resumed.close();
    }

    @Test
    void theBestEpochAndItsStateAreKept() {
        TrainingSpec noisy = Specs.withData(
                        Specs.circle(),
                        Task.CLASSIFICATION,
                        new Data.Generated(Generator.XOR, 120, 0.6, 0.3, 0.3, 5),
                        "x1",
                        "x2")
                .withTraining(Specs.training(0.1, Regularization.Type.NONE, 0, 10, Shuffle.EVERY_EPOCH));
        TrainingSession undisturbed = Specs.open(noisy);
        Slice slice = until(2000).withPatience(40);
        assertThat(undisturbed.advance(slice).condition()).isEqualTo(Condition.PATIENCE);
        undisturbed.restoreBest();

        TrainingSession resumed = Specs.open(noisy);
        long end = undisturbed.position().epoch();
        for (long epoch = 7; epoch < end; epoch += 11) {
            assertThat(resumed.advance(until(epoch).withPatience(40)).condition())
                    .isNull();
            resumed = reopened(noisy, resumed);
        }
        assertThat(resumed.advance(slice).condition()).isEqualTo(Condition.PATIENCE);
        resumed.restoreBest();

        assertThat(resumed.best()).isEqualTo(undisturbed.best());
        assertThat(Objects.requireNonNull(resumed.best()).epoch()).isPositive();
        assertThat(resumed.position()).isEqualTo(undisturbed.position());
        assertThat(resumed.checkpoint().state())
                .isEqualTo(undisturbed.checkpoint().state());
        undisturbed.close();
        resumed.close();
    }

    @Test
    void aDivergingEpochReturnsToItsStartEvenFromACheckpointWithinIt() {
        TrainingSpec spec = Specs.circle();
        TrainingSession undisturbed = Specs.open(spec);
        undisturbed.advance(until(4));
        float[] finite = undisturbed.checkpoint().state();
        undisturbed.advance(until(9).withUpdates(2));
        Checkpoint middle = undisturbed.checkpoint();
        undisturbed.close();
        float[] broken = middle.parameters().clone();
        broken[0] = Float.NaN;

        TrainingSession resumed = Specs.open(
                spec,
                new Checkpoint(
                        middle.epoch(),
                        middle.batch(),
                        middle.parametersOf(),
                        broken,
                        middle.optimizerState(),
                        middle.updates(),
                        middle.schedule(),
                        null,
                        middle.finite(),
                        null));
        var advance = resumed.advance(until(9));

        assertThat(Objects.requireNonNull(advance.divergence()).epoch()).isEqualTo(5);
        assertThat(resumed.position().epoch()).isEqualTo(4);
        assertThat(resumed.position().batch()).isZero();
        assertThat(resumed.checkpoint().state()).isEqualTo(finite);
        resumed.close();
    }
}
