package org.nnplayground.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.job.StopReason;
import tools.jackson.databind.node.LongNode;

class SweepProgressTest {

    private static final Job QUEUED = Jobs.queued("a", Mode.BATCH);
    private static final Job RUNNING = Jobs.in(QUEUED, JobState.RUNNING);

    private static Job ended(JobState state) {
        return Jobs.in(RUNNING, state);
    }

    private static SweepProgress progress(@Nullable Job... jobs) {
        return new SweepProgress(TestSweeps.sweep("s", null), new ArrayList<>(Arrays.asList(jobs)));
    }

    @Test
    void theStateIsMadeFromThoseOfTheJobs() {
        Job succeeded = ended(JobState.SUCCEEDED);
        Job failed = ended(JobState.FAILED);

        assertThat(progress(QUEUED, QUEUED).state()).isEqualTo(JobState.QUEUED);
        assertThat(progress(QUEUED, RUNNING).state()).isEqualTo(JobState.RUNNING);
        assertThat(progress(succeeded, QUEUED).state()).isEqualTo(JobState.RUNNING);
        assertThat(progress(succeeded, failed).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(progress(failed, failed).state()).isEqualTo(JobState.FAILED);
        assertThat(progress(succeeded, ended(JobState.CANCELLED)).state()).isEqualTo(JobState.CANCELLED);
        assertThat(progress(succeeded, null).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(progress(null, null).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void itEndsWithItsLastJob() {
        Job first = ended(JobState.SUCCEEDED).withExpiry(Instant.ofEpochSecond(10));
        Job second = ended(JobState.FAILED).withExpiry(Instant.ofEpochSecond(20));

        assertThat(progress(first, RUNNING).finishedAt()).isNull();
        assertThat(progress(first, RUNNING).expiresAt()).isNull();
        assertThat(progress(second, first).finishedAt()).isNotNull();
        assertThat(progress(second, null, first).expiresAt()).isEqualTo(Instant.ofEpochSecond(20));
    }

    @Test
    void aRowHasTheValuesAndWhatTheJobHasReached() {
        Job trained = trained(0.25);

        List<@Nullable Object> row =
                progress(QUEUED, QUEUED, QUEUED, trained).rows().get(3);

        assertThat(SweepTable.columns(TestSweeps.sweep("s", null)))
                .containsExactly(
                        "/training/optimizer/learningRate",
                        "seed",
                        "job",
                        "state",
                        "stopReason",
                        "epoch",
                        "trainLoss",
                        "testLoss",
                        "trainAccuracy",
                        "testAccuracy",
                        "epochsToTarget");
        assertThat(row)
                .containsExactly(
                        TestSweeps.json("null"),
                        LongNode.valueOf(8),
                        "s-3",
                        "succeeded",
                        "targetTestLoss",
                        12L,
                        0.125f,
                        0.25f,
                        0.75,
                        0.5,
                        12L);
    }

    @Test
    void aJobThatHasNotReachedTheTargetHasNoEpochsToIt() {
        assertThat(progress(trained(0.2500001)).rows().getFirst().getLast()).isNull();
    }

    @Test
    void aDeletedJobsRowHasOnlyItsValuesAndItsId() {
        List<@Nullable Object> row = progress((Job) null).rows().getFirst();

        assertThat(row).hasSize(11);
        assertThat(row.subList(0, 3)).containsExactly(TestSweeps.json("0.1"), LongNode.valueOf(7), "s-0");
        assertThat(row.subList(3, 11)).containsOnlyNulls();
    }

    private static Job trained(double testLoss) {
        var metrics = new Metrics.Classification(0.75, 0.5, new int[0][], new int[0][]);
        Job.Progress before = RUNNING.progress();
        return RUNNING.become(JobState.SUCCEEDED, StopReason.TARGET_TEST_LOSS, null, TestSweeps.NOON)
                .with(new StopConditions(100L, 0.25, null, null))
                .with(new Job.Progress(
                        1,
                        12,
                        0,
                        1,
                        new Losses(0.125, Double.NaN, testLoss),
                        before.learningRate(),
                        0,
                        null,
                        null,
                        metrics,
                        false));
    }
}
