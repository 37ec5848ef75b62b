package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** Changes of rates and batch size during a training, in special situations. */
class RetuningTest {

    private static final double BASE = 0.9;

    /** Its rate is halved by every epoch that is not better than the best. */
    private static TrainingSpec plateau() {
        Training training = Specs.circle().training();
        return Specs.circle()
                .withTraining(new Training(
                        training.loss(),
                        new Optimizer.Sgd(BASE),
                        new Schedule.Plateau(0, 0.5, 0),
                        training.regularization(),
                        training.batchSize(),
                        training.shuffle(),
                        training.seed()));
    }

    private static TrainingSession reduced() {
        TrainingSession session = Specs.open(plateau());
        session.advance(new Slice(60, Long.MAX_VALUE));
        assertThat(session.learningRate()).isLessThan(BASE);
        return session;
    }

    @Test
    void settingTheSameRateResetsThePlateauFactor() {
        try (var session = reduced()) {
            double before = session.learningRate();
            session.retune(plateau().training(), false);
            assertThat(session.learningRate()).isEqualTo(before);

            session.retune(plateau().training(), true);

            assertThat(session.learningRate()).isEqualTo(BASE);
        }
    }

    @Test
    void withinAnEpochTheResetWaitsForTheNextOneAlsoAfterACheckpoint() {
        try (var session = reduced()) {
            double before = session.learningRate();
            session.advance(new Slice(100, Long.MAX_VALUE).withUpdates(3));
            session.retune(plateau().training(), true);
            session.retune(plateau().training(), false); // another change before the epoch ends
            assertThat(session.learningRate()).isEqualTo(before);

            try (var elsewhere = Specs.open(plateau(), session.checkpoint())) {
                for (var each : new TrainingSession[] {session, elsewhere}) {
                    each.advance(new Slice(100, Long.MAX_VALUE).withUpdates(5));

                    assertThat(each.position()).isEqualTo(new Position(61, 0, 8));
                    assertThat(each.learningRate()).isEqualTo(BASE);
                }
            }
        }
    }

    @Test
    void aChangeWithinAnEpochIsKeptIfThatEpochDiverges() {
        TrainingSpec spec = Specs.withLayers(Specs.circle(), Specs.layer(1, Activation.SQUARE))
                .withTraining(Specs.training(1000, Regularization.Type.NONE, 0, 10, Shuffle.NEVER));
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(300, Long.MAX_VALUE).withUpdates(1));
            assertThat(session.position().batch()).isEqualTo(1);
            session.retune(Specs.training(1e-4, Regularization.Type.NONE, 0, 25, Shuffle.NEVER), true);

            assertThat(session.advance(new Slice(300, Long.MAX_VALUE)).divergence())
                    .isNotNull();

            assertThat(session.position()).isEqualTo(new Position(0, 0, 3));
            assertThat(session.learningRate()).isEqualTo(1e-4);
            assertThat(session.advance(new Slice(3, Long.MAX_VALUE)).divergence())
                    .isNull();
        }
    }
}
