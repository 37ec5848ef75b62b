package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.store.KeptEpochs;
import org.nnplayground.store.RunCheckpoint;

class WriteBehindEntryTest {

    private final WriteBehindSize backlog = new WriteBehindSize(1_000_000);
    private final Job running = Jobs.in(Jobs.queued("a", Mode.BATCH), JobState.RUNNING);
    private final WriteBehindEntry pending = new WriteBehindEntry(running, 0, null, new KeptEpochs(0, 0), backlog);

    @Test
    void theEndOfAJobAndItsLastCheckpointAreOneMoment() {
        train(0);
        long before = commit().number();
        pending.append(1, 1, losses(1));
        Job succeeded = Jobs.in(running, JobState.SUCCEEDED);

        pending.update(succeeded, at(1));

        WriteBatch end = commit();
        assertThat(end.number()).as("no moment in between").isEqualTo(before + 1);
        assertThat(end.job()).isEqualTo(succeeded);
        assertThat(Objects.requireNonNull(end.checkpoint()).checkpoint().epoch())
                .isEqualTo(1);
        assertThat(end.losses().lastEpoch()).isEqualTo(1);
    }

    @Test
    void aShortRowOfLossesIsWrittenAnewWithTheEpochsThatFollow() {
        for (int epoch = 0; epoch < 300; epoch++) {
            train(epoch);
            WriteBatch commit = commit();
            assertThat(commit.losses().fromEpoch()).isEqualTo(epoch < 256 ? 0 : 256);
            assertThat(commit.losses().lastEpoch()).isEqualTo(epoch);
            pending.written(commit);
        }
    }

    @Test
    void noLossesAreWrittenWhereNoneHaveCome() {
        train(0);
        pending.written(commit());

        pending.keep(at(0));

        assertThat(commit().losses().size()).isZero();
    }

    @Test
    void whatNobodyWillWriteHoldsNothingUp() {
        train(0);
        assertThat(backlog.bytes()).isPositive();

        pending.lose();

        assertThat(backlog.bytes()).isZero();
        assertThat(pending.settled()).isCompletedExceptionally();
    }

    @Test
    void whoWaitedForAMomentIsToldApartFromItsLock() {
        train(0);
        var held = pending.settled().thenApply(nothing -> Thread.holdsLock(pending));
        var lost = pending.settled().handle((nothing, e) -> Thread.holdsLock(pending));

        pending.written(commit());
        pending.lose();

        assertThat(held).isCompletedWithValue(false);
        assertThat(lost).isCompletedWithValue(false);
    }

    @Test
    void parametersOfTheRunBeforeAreNotThoseOfThePresentOne() {
        train(0);
        pending.written(commit());
        assertThat(pending.hasWrittenParameters(0)).isTrue();

        pending.append(2, 0, losses(1));

        assertThat(pending.hasWrittenParameters(0)).isFalse();
    }

    private void train(long epoch) {
        pending.append(1, epoch, losses(1));
        pending.keep(at(epoch));
    }

    private WriteBatch commit() {
        return Objects.requireNonNull(pending.commit());
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
