package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.nnplayground.sql.PieceTable.Piece;
import org.nnplayground.store.Journal;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;

class WriteBehindEntryTest {

    private final AtomicLong unwrittenBytes = new AtomicLong();
    private final Job running = Jobs.inRun(Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.RUNNING), 1);
    private final WriteBehindEntry entry =
            new WriteBehindEntry(running, 0, null, Journal.EMPTY, new KeptEpochs(0, 0), unwrittenBytes);

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
    void onlyTheProgressOfARunningBatchJobCanWait() {
        Duration interval = Duration.ofHours(1);
        progressTo(1);
        assertThat(entry.isDue(interval)).as("the first progress").isTrue();
        entry.lastWritten(nextBatch());

        progressTo(2);
        assertThat(entry.isDue(interval)).isFalse();
        assertThat(entry.isDue(Duration.ZERO)).as("after the interval").isTrue();
        var flushed = entry.flushed(true);
        assertThat(entry.isDue(interval)).as("somebody waits").isTrue();
        entry.lastWritten(nextBatch());
        assertThat(flushed).isCompleted();

        progressTo(3);
        entry.write(Moment.of(at(running, JobState.SUCCEEDED, 3)).withCheckpoint(at(3)));
        assertThat(entry.isDue(interval)).as("the end").isTrue();
    }

    private void progressTo(long epoch) {
        entry.write(Moment.of(at(running, JobState.RUNNING, epoch))
                .withLosses(epoch - 1, losses(1))
                .withCheckpoint(at(epoch)));
    }

    @Test
    void droppedDataTakesNoRoomAndIsNotWaitedFor() {
        train(0);
        assertThat(unwrittenBytes).hasPositiveValue();

        entry.drop();

        assertThat(unwrittenBytes).hasValue(0);
        assertThat(entry.flushed(true)).isCompletedExceptionally();
    }

    @Test
    void waitingFuturesCompleteOutsideTheLock() {
        train(0);
        var written = entry.flushed(true).thenApply(nothing -> Thread.holdsLock(entry));
        var dropped = entry.flushed(true).handle((nothing, e) -> Thread.holdsLock(entry));

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

    @Test
    void aLargeCheckpointIsWrittenInPiecesBeforeItsBatch() {
        trainLarge(1);

        assertThat(entry.nextBatch()).as("before the pieces").isNull();
        writePieces();

        WriteBatch batch = nextBatch();
        assertThat(batch.job().progress().epoch()).isEqualTo(1);
        assertThat(batch.losses().lastEpoch()).isEqualTo(1);
        assertThat(Objects.requireNonNull(batch.pieces()).checkpoint()).isSameAs(batch.checkpoint());
        entry.lastWritten(batch);
        assertThat(entry.needsPieces()).isFalse();
        assertThat(unwrittenBytes).hasValue(0);
    }

    @Test
    void aPauseIsDurableWithTheCheckpointBeforeIt() {
        beginLarge();
        trainLarge(2);
        entry.write(Moment.of(at(running, JobState.PAUSED, 2)).withCheckpoint(large(2)));
        var change = entry.flushed(false);
        var all = entry.flushed(true);

        WriteBatch batch = nextBatch();
        assertThat(batch.job().state()).isEqualTo(JobState.PAUSED);
        assertThat(batch.job().progress().epoch())
                .as("the epoch of the checkpoint")
                .isEqualTo(1);
        assertThat(batch.replacesCheckpoint()).isFalse();
        assertThat(batch.losses().size()).isZero();
        entry.lastWritten(batch);

        assertThat(change).isCompleted();
        assertThat(all).isNotDone();
        assertThat(entry.flushed(false)).isCompleted();
        assertThat(entry.isUrgent()).isTrue();
    }

    @Test
    void theBatchOfASetDoesNotUndoAPauseThatIsDurableAlready() {
        beginLarge();
        trainLarge(2);
        Piece first = Objects.requireNonNull(entry.nextPiece());
        entry.write(Moment.of(at(running, JobState.PAUSED, 3))
                .withLosses(3, losses(1))
                .withCheckpoint(large(3)));
        entry.lastWritten(nextBatch());

        writePieces();

        WriteBatch batch = nextBatch();
        assertThat(batch.pieces()).isSameAs(first.set());
        assertThat(batch.job().state()).isEqualTo(JobState.PAUSED);
        assertThat(batch.job().progress().epoch()).isEqualTo(2);
        assertThat(batch.losses().lastEpoch()).isEqualTo(2);
        entry.lastWritten(batch);
        writePieces();
        assertThat(nextBatch().job().progress().epoch()).isEqualTo(3);
    }

    @Test
    void aSetThatWasLostIsBegunAgain() {
        beginLarge();
        trainLarge(2);
        Piece first = Objects.requireNonNull(entry.nextPiece());
        writePieces();

        entry.lose(first.set().number());

        assertThat(entry.nextBatch()).isNull();
        assertThat(Objects.requireNonNull(entry.nextPiece()).set().number())
                .isNotEqualTo(first.set().number());
        writePieces();
        assertThat(nextBatch().job().progress().epoch()).isEqualTo(2);
    }

    @Test
    void aFlushThatNobodyWaitsForAnyMoreIsNotUrgent() {
        beginLarge();
        trainLarge(2);

        entry.flushed(true).cancel(false);

        assertThat(entry.isUrgent()).isFalse();
    }

    @Test
    void newParametersOfAUserWaitForTheirCheckpoint() {
        beginLarge();
        trainLarge(2);
        Piece earlier = Objects.requireNonNull(entry.nextPiece());

        entry.write(Moment.of(at(running, JobState.RUNNING, 2))
                .withCheckpoint(large(2))
                .withJournal(Journal.EMPTY));

        var change = entry.flushed(false);
        assertThat(entry.nextBatch()).isNull();
        assertThat(entry.isUrgent()).isTrue();
        assertThat(Objects.requireNonNull(entry.nextPiece()).set())
                .as("the begun set is of no use")
                .isNotSameAs(earlier.set());
        assertThat(entry.written(earlier)).isFalse();
        writePieces();
        entry.lastWritten(nextBatch());
        assertThat(change).isCompleted();
    }

    @Test
    void theEndOfAJobReplacesABegunSet() {
        beginLarge();
        trainLarge(2);
        Piece earlier = Objects.requireNonNull(entry.nextPiece());

        entry.write(Moment.of(at(running, JobState.SUCCEEDED, 3))
                .withLosses(3, losses(1))
                .withCheckpoint(large(3)));

        assertThat(entry.nextBatch()).as("a result without its parameters").isNull();
        assertThat(Objects.requireNonNull(entry.nextPiece()).set()).isNotSameAs(earlier.set());
        writePieces();
        WriteBatch end = nextBatch();
        assertThat(end.job().state()).isEqualTo(JobState.SUCCEEDED);
        entry.lastWritten(end);
        assertThat(entry.isFinished()).isTrue();
    }

    @Test
    void theUntrainedNetworkIsWrittenOnlyIfAllOfItIsWaitedFor() {
        entry.write(Moment.of(at(running, JobState.PAUSED, 0))
                .withLosses(0, losses(1))
                .withCheckpoint(large(0)));

        assertThat(entry.needsPieces()).isFalse();
        WriteBatch batch = nextBatch();
        assertThat(batch.job().state()).isEqualTo(JobState.PAUSED);
        assertThat(batch.startsRun()).isFalse();
        entry.lastWritten(batch);
        assertThat(unwrittenBytes.get()).as("the losses").isLessThan(1000);

        var all = entry.flushed(true);
        writePieces();
        entry.lastWritten(nextBatch());
        assertThat(all).isCompleted();
    }

    /** The database has a large checkpoint of epoch 1. */
    private void beginLarge() {
        trainLarge(1);
        writePieces();
        entry.lastWritten(nextBatch());
    }

    private void trainLarge(long epoch) {
        entry.write(Moment.of(at(running, JobState.RUNNING, epoch))
                .withLosses(epoch == 1 ? 0 : epoch, losses(epoch == 1 ? 2 : 1))
                .withCheckpoint(large(epoch)));
    }

    private void writePieces() {
        Piece piece = entry.nextPiece();
        while (piece != null) {
            entry.written(piece);
            piece = entry.nextPiece();
        }
    }

    private static Job at(Job job, JobState state, long epoch) {
        return (state == job.state() ? job : Jobs.in(job, state))
                .with(new Job.Progress(1, epoch, 0, 1, null, 0.03, 0, null, null, null, false));
    }

    private static RunCheckpoint large(long epoch) {
        return new RunCheckpoint(
                1, new Checkpoint(epoch, 0, new float[600_000], new float[0]), StopConditions.NEVER, 0, Instant.EPOCH);
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
