package org.nnplayground.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.NodeRegistry;
import org.nnplayground.codec.SpecFormats;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Losses;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.JobQueueContract;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.Turns;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import org.nnplayground.store.RunCheckpoint;
import org.springframework.util.unit.DataSize;

/** The queue in a database whose only process is alive. */
abstract class R2dbcJobQueueContract extends JobQueueContract {

    private @Nullable OpenDatabase open;
    private @Nullable R2dbcJobStore opened;

    /** A new, empty database. */
    abstract OpenDatabase newDatabase();

    @Override
    protected JobStore createStore() {
        open = newDatabase();
        var settings = new SqlSettings(
                Duration.ofSeconds(2), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(5));
        opened = new R2dbcJobStore(open.database(), SpecFormats.api(), settings, new Turns(2));
        return opened;
    }

    @Override
    protected JobQueue createQueue() {
        registry().register().block();
        return new R2dbcJobQueue(Objects.requireNonNull(open).database(), NODE, new Turns(2));
    }

    /** The registry as this node uses it. */
    private NodeRegistry registry() {
        return new R2dbcNodeRegistry(Objects.requireNonNull(open).database(), () -> NODE, true, Duration.ofMinutes(1));
    }

    @Test
    void countsTheClaimsOfAJobWhoseTrainersEndWithoutProgress() {
        insert("a", Mode.BATCH);

        assertThat(claim("a").claims()).isEqualTo(1);
        endTrainer();
        Lease second = claim("a");
        open("a", second);
        write(Jobs.in(inRun1(Mode.BATCH), JobState.RUNNING), 0);
        endTrainer();

        assertThat(claim("a").claims())
                .as("after a change to running, still at epoch 0")
                .isEqualTo(3);
    }

    @Test
    void aTrainedEpochIsProgress() {
        insert("a", Mode.BATCH);
        claim("a");
        endTrainer();
        open("a", claim("a"));
        Job running = Jobs.in(inRun1(Mode.BATCH), JobState.RUNNING);
        write(running, 0);
        write(at(running, 1), 1);
        endTrainer();

        assertThat(claim("a").claims()).isEqualTo(1);
    }

    @Test
    void aPauseIsProgress() {
        insert("a", Mode.LIVE);
        claim("a");
        endTrainer();
        open("a", claim("a"));
        write(Jobs.in(inRun1(Mode.LIVE), JobState.PAUSED), 0);
        endTrainer();

        assertThat(claim("a").claims()).isEqualTo(1);
    }

    @Test
    void theClaimsOfARequeuedJobAreCountedFromZero() {
        insert("a", Mode.BATCH);
        claim("a");
        endTrainer();

        queue.requeue(claim("a")).block(PATIENCE);

        assertThat(claim("a").claims()).isEqualTo(1);
    }

    @Test
    void aClaimThatIsUndoneDoesNotCountButEarlierOnesDo() {
        insert("a", Mode.BATCH);
        claim("a");
        endTrainer();

        queue.unclaim(claim("a")).block(PATIENCE);

        assertThat(claim("a").claims()).isEqualTo(2);
    }

    private void insert(String id, Mode mode) {
        store.insert(Jobs.queued(id, mode), Integer.MAX_VALUE).block(PATIENCE);
    }

    private Lease claim(String job) {
        return Objects.requireNonNull(queue.claim(job).block(PATIENCE));
    }

    private void open(String job, Lease lease) {
        assertThat(store.open(job, lease.number()).blockOptional(PATIENCE)).isPresent();
    }

    /** Returns the jobs of this node, as after its end. */
    private void endTrainer() {
        registry().remove().block(PATIENCE);
    }

    private static Job inRun1(Mode mode) {
        return Jobs.inRun(Jobs.queued("a", mode), 1);
    }

    private static Job at(Job job, long epoch) {
        return job.with(new Job.Progress(1, epoch, 0, 1, null, 0.3, 0, null, null, null, false));
    }

    /** Writes the job with the checkpoint and the loss of an epoch. */
    private void write(Job job, long epoch) {
        var checkpoint = new Checkpoint(epoch, 0, new float[1], new float[0]);
        var moment = Moment.of(job)
                .withLosses(epoch, new Losses(1, Double.NaN, 1))
                .withCheckpoint(new RunCheckpoint(1, checkpoint, StopConditions.NEVER, 0, Instant.EPOCH));
        store.write(moment).then(store.flush("a")).block(PATIENCE);
    }

    @AfterEach
    void close() {
        Objects.requireNonNull(opened).close();
        Objects.requireNonNull(open).close();
    }
}
