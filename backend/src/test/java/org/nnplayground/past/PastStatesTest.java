package org.nnplayground.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
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

class PastStatesTest {

    private static final String JOB = "job";

    private final PastStates states = new PastStates();

    private static Replay replay(long epoch, JournalEntry... entries) {
        var all = new ArrayList<JournalEntry>(List.of(new RunBegun(1, 1, 0, Specs.xorTable(), Arithmetic.SOLO)));
        all.addAll(List.of(entries));
        return Replay.of(all, epoch).orElseThrow();
    }

    private static Retuned retuned(long number, long epoch, int batch, double rate) {
        return new Retuned(number, 1, epoch, batch, new JobPatch(rate, null, null, null, null));
    }

    private static Checkpoint state(long epoch) {
        return new Checkpoint(epoch, 0, new float[] {epoch}, new float[] {1});
    }

    private long start(Replay replay) {
        return states.nearest(JOB, replay).startEpoch();
    }

    @Test
    void aReplayBeginsAtTheLastStateBeforeItsEpoch() {
        states.add(JOB, replay(90), state(30));
        states.add(JOB, replay(90), state(60));

        assertThat(start(replay(29))).isZero();
        assertThat(start(replay(30))).isEqualTo(30);
        assertThat(start(replay(59))).isEqualTo(30);
        assertThat(start(replay(500))).isEqualTo(60);
        assertThat(states.nearest("other", replay(59)).start()).isNull();
    }

    @Test
    void aStateServesOnlyReplaysWithTheChangesThatCameBeforeIt() {
        Retuned change = retuned(2, 20, 0, 0.1);
        states.add(JOB, replay(90, change), state(10));
        states.add(JOB, replay(90, change), state(30));

        Replay nearest = states.nearest(JOB, replay(40, change, retuned(3, 35, 0, 0.2)));

        assertThat(nearest.startEpoch()).isEqualTo(30);
        assertThat(nearest.spec().training().optimizer().learningRate()).isEqualTo(0.1);
        assertThat(nearest.changes()).extracting(Retuned::number).containsExactly(3L);
        assertThat(start(replay(40))).isEqualTo(10);
        assertThat(start(replay(40, retuned(2, 20, 0, 0.3)))).isEqualTo(10);
    }

    @Test
    void aStateAtWhichAChangeTakesEffectIsNotKept() {
        states.add(JOB, replay(90, retuned(2, 19, 2, 0.1)), state(20));

        assertThat(start(replay(90, retuned(2, 19, 2, 0.1)))).isZero();
    }

    @Test
    void statesBeforeAReplacementOfTheParametersDoNotServeAfterIt() {
        var replaced = new Restarted(2, 1, 20, 0, Cause.REPLACED_PARAMETERS, state(20));
        states.add(JOB, replay(15, replaced), state(10));

        assertThat(start(replay(15, replaced))).isEqualTo(10);
        assertThat(start(replay(25, replaced))).isEqualTo(20);
    }

    @Test
    void aFewStatesAreSpreadOverTheWholeWay() {
        for (int epoch = 1; epoch <= 10_000; epoch++) {
            states.add(JOB, replay(20_000), state(epoch));
        }

        long[] starts = LongStream.rangeClosed(1, 10_000)
                .map(epoch -> start(replay(epoch)))
                .distinct()
                .toArray();
        assertThat(starts)
                .hasSizeLessThanOrEqualTo(PastStates.STATES_PER_JOB + 1)
                .endsWith(9_999, 10_000);
        for (int i = 1; i < starts.length; i++) {
            assertThat(starts[i] - starts[i - 1]).isLessThan(1000);
        }
    }
}
