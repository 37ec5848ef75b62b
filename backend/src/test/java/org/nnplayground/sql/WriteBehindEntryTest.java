package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;

class WriteBehindEntryTest {

    private final AtomicLong unwrittenBytes = new AtomicLong();
    private final Job running = Jobs.inRun(Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.RUNNING), 1);
    private final WriteBehindEntry entry = new WriteBehindEntry(running, 0, null, new KeptEpochs(0, 0), unwrittenBytes);

    @Test
    void theEndOfAJobAndItsLastCheckpointAreOneMoment() {
        train(0);
        long before = nextBatch().state().number();
        Job succeeded = Jobs.in(running, JobState.SUCCEEDED);

        entry.write(Moment.of(succeeded).withLosses(1, losses(1)).withCheckpoint(at(1)));

        WriteBatch end = nextBatch();
        assertThat(end.state().number()).as("no moment in between").isEqualTo(before + 1);
        assertThat(end.job()).isEqualTo(succeeded);
        assertThat(Objects.requireNonNull(end.checkpoint()).checkpoint().epoch())
                .isEqualTo(1);
        assertThat(end.losses().lastEpoch()).isEqualTo(1);
    }

    @Test
    void lossesAfterTheLastCheckpointAreReadButNotInTheBatch() {
        train(0);

        entry.write(Moment.of(running).withLosses(1, losses(2)));

        assertThat(nextBatch().losses().lastEpoch()).isZero();
        assertThat(Objects.requireNonNull(entry.recent(-1, 10)).lastEpoch()).isEqualTo(2);
    }

    @Test
    void aMomentOfTheRunBeforeIsNoBatchOnceLossesOfAnotherRunHaveReplacedItsOwn() {
        train(0);

        entry.write(Moment.of(Jobs.inRun(running, 2)).withLosses(0, losses(1)));

        assertThat(entry.nextBatch()).isNull();
    }

    @Test
    void aShortRowOfLossesIsWrittenAgainWithTheEpochsThatFollow() {
        for (int epoch = 0; epoch < 300; epoch++) {
            train(epoch);
            WriteBatch batch = nextBatch();
            assertThat(batch.losses().fromEpoch()).isEqualTo(epoch < 256 ? 0 : 256);
            assertThat(batch.losses().lastEpoch()).isEqualTo(epoch);
            entry.lastWritten(batch);
        }
    }

    @Test
    void aCheckpointWithoutNewLossesWritesNone() {
        train(0);
        entry.lastWritten(nextBatch());

        entry.write(Moment.of(running).withCheckpoint(at(0)));

        assertThat(nextBatch().losses().size()).isZero();
    }

    @Test
    void droppedDataTakesNoRoomAndIsNotWaitedFor() {
        train(0);
        assertThat(unwrittenBytes).hasPositiveValue();

        entry.drop();

        assertThat(unwrittenBytes).hasValue(0);
        assertThat(entry.flushed()).isCompletedExceptionally();
    }

    @Test
    void waitingFuturesCompleteOutsideTheLock() {
        train(0);
        var written = entry.flushed().thenApply(nothing -> Thread.holdsLock(entry));
        var dropped = entry.flushed().handle((nothing, e) -> Thread.holdsLock(entry));

        entry.lastWritten(nextBatch());
        entry.drop();

        assertThat(written).isCompletedWithValue(false);
        assertThat(dropped).isCompletedWithValue(false);
    }

    @Test
    void parametersOfTheRunBeforeAreNotThoseOfThePresentOne() {
        train(0);
        entry.lastWritten(nextBatch());
        assertThat(entry.hasWrittenParameters(0)).isTrue();

        entry.write(Moment.of(Jobs.inRun(running, 2)).withLosses(0, losses(1)));

        assertThat(entry.hasWrittenParameters(0)).isFalse();
    }

    private void train(long epoch) {
        entry.write(Moment.of(running).withLosses(epoch, losses(1)).withCheckpoint(at(epoch)));
    }

    private WriteBatch nextBatch() {
        return Objects.requireNonNull(entry.nextBatch());
    }

    private static Losses[] losses(int count) {
        var losses = new Losses[count];
        Arrays.fill(losses, new Losses(1, Double.NaN, 2));
        return losses;
    }

    private static RunCheckpoint at(long epoch) {
        return new RunCheckpoint(
                1, new Checkpoint(epoch, 0, new float[] {epoch}, new float[0]), StopConditions.NEVER, 0, Instant.EPOCH);
    }
}
