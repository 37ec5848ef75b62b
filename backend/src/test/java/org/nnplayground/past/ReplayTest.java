package org.nnplayground.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.JobPatch;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Specs;
import org.nnplayground.store.JournalEntry;
import org.nnplayground.store.JournalEntry.Cause;
import org.nnplayground.store.JournalEntry.Restarted;
import org.nnplayground.store.JournalEntry.Retuned;
import org.nnplayground.store.JournalEntry.RunBegun;

class ReplayTest {

    private static final RunBegun BEGUN = new RunBegun(1, 1, 0, Specs.xorTable(), Arithmetic.SOLO);

    private static Retuned retuned(long number, long epoch, int batch, double rate) {
        return new Retuned(number, 1, epoch, batch, new JobPatch(rate, null, null, null, null));
    }

    private static Restarted restarted(long number, long epoch, int batch, Cause cause) {
        return new Restarted(number, 1, epoch, batch, cause, new Checkpoint(epoch, batch, new float[1], new float[0]));
    }

    private static Replay replay(long epoch, JournalEntry... entries) {
        var all = new ArrayList<JournalEntry>(List.of(BEGUN));
        all.addAll(List.of(entries));
        return Replay.of(all, epoch).orElseThrow();
    }

    @Test
    void beginsAtTheLastStateWithTheSettingsOfThatMoment() {
        Replay replay = replay(
                9,
                retuned(2, 3, 0, 0.1),
                restarted(3, 5, 2, Cause.REPLACED_PARAMETERS),
                retuned(4, 7, 1, 0.2),
                restarted(5, 11, 0, Cause.REPLACED_PARAMETERS));

        assertThat(replay.startEpoch()).isEqualTo(5);
        assertThat(replay.spec().training().optimizer().learningRate()).isEqualTo(0.1);
        assertThat(replay.changes()).extracting(Retuned::number).containsExactly(4L);
    }

    @Test
    void anEpochIsShownWithTheSettingsWithWhichItWasReached() {
        assertThat(replay(3, retuned(2, 3, 0, 0.1)).changes()).isEmpty();
        assertThat(replay(4, retuned(2, 3, 0, 0.1)).changes()).hasSize(1);
        assertThat(replay(3, retuned(2, 2, 1, 0.1)).changes()).hasSize(1);
        assertThat(replay(2, retuned(2, 2, 1, 0.1)).changes()).isEmpty();
    }

    @Test
    void theLastEpochBeforeEarlyStoppingIsThatWhichWasTrained() {
        assertThat(replay(8, restarted(2, 8, 0, Cause.RESTORED_BEST)).start()).isNull();
        assertThat(replay(9, restarted(2, 8, 0, Cause.RESTORED_BEST)).startEpoch())
                .isEqualTo(8);
        assertThat(replay(8, restarted(2, 8, 0, Cause.REPLACED_PARAMETERS)).startEpoch())
                .isEqualTo(8);
    }

    @Test
    void aChangeWithinAnEpochThatWasUndoneIsNotPartOfTheEpochBefore() {
        var entries = new JournalEntry[] {retuned(2, 4, 3, 0.1), restarted(3, 4, 0, Cause.SET_BACK)};

        assertThat(replay(4, entries).start()).isNull();
        assertThat(replay(5, entries).startEpoch()).isEqualTo(4);
        assertThat(replay(5, entries).spec().training().optimizer().learningRate())
                .isEqualTo(0.1);
    }

    @Test
    void isUnknownWithoutItsState() {
        var lost = new Restarted(2, 1, 4, 0, Cause.REPLACED_PARAMETERS, null);

        assertThat(Replay.of(List.of(BEGUN, lost), 3)).isPresent();
        assertThat(Replay.of(List.of(BEGUN, lost), 5)).isEmpty();
        assertThat(Replay.of(List.of(BEGUN, lost, restarted(3, 6, 0, Cause.REPLACED_PARAMETERS)), 7))
                .isPresent();
        assertThat(Replay.of(List.of(new RunBegun(1, 1, 6, BEGUN.spec(), Arithmetic.SOLO)), 5))
                .isEmpty();
    }
}
