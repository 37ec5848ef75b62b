package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.DjlTrainingEngine;
import org.nnplayground.spec.Specs;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/** Steps of four batches an epoch, whose first slice ends after its first native call. */
class StepTargetTest {

    private static final TrainingSpec SPEC = Specs.xorTable().withTraining(batchesOf(1));

    private static Training batchesOf(int size) {
        Training training = Specs.xorTable().training();
        return new Training(
                training.loss(),
                training.optimizer(),
                training.schedule(),
                training.regularization(),
                size,
                training.shuffle(),
                training.seed());
    }

    private static void take(TrainingSession session, long count) {
        StepTarget step = StepTarget.batches(session.updates(), count);
        for (long nanoseconds = 1; !step.isDone(session); nanoseconds = Long.MAX_VALUE) {
            session.advance(new Slice(Long.MAX_VALUE, nanoseconds).withUpdates(step.updatesLeft(session)));
        }
    }

    @Test
    void aStepThatEndsAnEpochDoesNotStartTheNextOne() {
        try (var session = new DjlTrainingEngine().open(SPEC, SampleSource.samples(SPEC), null)) {
            take(session, 2);
            assertThat(session.position()).isEqualTo(new Position(0, 2, 4));

            take(session, 2);

            assertThat(session.position()).isEqualTo(new Position(1, 0, 4));
        }
    }

    @Test
    void aStepTrainsTheRequestedNumberOfBatchesEvenIfTheirSizeChanges() {
        try (var session = new DjlTrainingEngine().open(SPEC, SampleSource.samples(SPEC), null)) {
            take(session, 9);
            assertThat(session.position()).isEqualTo(new Position(2, 1, 4));
            session.retune(batchesOf(3), false);

            take(session, 6);

            assertThat(session.position()).isEqualTo(new Position(4, 1, 2));
        }
    }
}
