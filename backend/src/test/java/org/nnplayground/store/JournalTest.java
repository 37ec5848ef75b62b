package org.nnplayground.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.store.JournalEntry.Cause;
import org.nnplayground.store.JournalEntry.Restarted;
import org.nnplayground.store.JournalEntry.RunBegun;

class JournalTest {

    private final Job job = Jobs.inRun(Jobs.queued("a", Mode.LIVE), 1);

    private static Checkpoint state(long epoch, int floats) {
        return new Checkpoint(epoch, 0, new float[floats], new float[0]);
    }

    @Test
    void aRunWithoutChangesBeganUntrainedWithTheSpecOfItsJob() {
        assertThat(Journal.EMPTY.of(job, 1)).containsExactly(new RunBegun(0, 1, 0, job.spec(), job.arithmetic()));
        assertThat(Journal.EMPTY.of(job, 2)).isEmpty();
    }

    @Test
    void beyondItsSizeItBeginsAtALaterState() {
        Journal journal = Journal.EMPTY;
        int quarter = (int) (Journal.MAX_BYTES / Float.BYTES / 4);

        for (int epoch = 1; epoch <= 9; epoch++) {
            journal = journal.restarted(job, Cause.REPLACED_PARAMETERS, state(epoch, quarter - 100));
        }

        assertThat(journal.bytesFrom(0)).isLessThanOrEqualTo(Journal.MAX_BYTES);
        assertThat(journal.entries())
                .hasSize(5)
                .first()
                .isInstanceOfSatisfying(
                        RunBegun.class, begun -> assertThat(begun.fromEpoch()).isEqualTo(6));
    }

    @Test
    void aStateThatIsTooLargeIsNotKept() {
        int tooMany = (int) (Journal.MAX_BYTES / Float.BYTES) + 1;

        Journal journal = Journal.EMPTY
                .retuned(job, new Position(2, 0, 1), new JobPatch(0.25, null, null, null, null))
                .restarted(job, Cause.REPLACED_PARAMETERS, state(3, tooMany));

        assertThat(journal.entries()).hasSize(2);
        assertThat(journal.entries().getLast())
                .isInstanceOfSatisfying(
                        Restarted.class, at -> assertThat(at.state()).isNull());
        assertThat(journal.entries().getFirst())
                .isInstanceOfSatisfying(
                        RunBegun.class,
                        begun -> assertThat(begun.spec().training().optimizer().learningRate())
                                .isEqualTo(0.25));
    }

    @Test
    void manyChangesOfSettingsAreForgottenFromTheBeginning() {
        Journal journal = Journal.EMPTY;

        for (int i = 0; i <= Journal.MAX_ENTRIES; i++) {
            journal = journal.retuned(job, new Position(i, 0, 1), new JobPatch(0.1, null, null, null, null));
        }

        assertThat(journal.entries()).hasSizeLessThanOrEqualTo(Journal.MAX_ENTRIES);
        assertThat(((RunBegun) journal.entries().getFirst()).fromEpoch()).isPositive();
    }
}
