package org.nnplayground.sweep;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;

/**
 * A sweep and its jobs at some moment.
 *
 * @param jobs in the order of the table; null for a job that was deleted
 */
public record SweepProgress(Sweep sweep, List<@Nullable Job> jobs) {

    public SweepProgress {
        jobs = Collections.unmodifiableList(jobs);
    }

    /**
     * Queued until the first job starts, then running until all have ended. Then cancelled if a job was cancelled or
     * all were deleted, else failed if all have failed, else succeeded: a value with which a training diverges is a
     * result.
     */
    public JobState state() {
        Map<JobState, Long> counts = counts();
        boolean hasEnded = counts.keySet().stream().allMatch(JobState::isTerminal);
        if (!hasEnded) {
            return counts.keySet().equals(Set.of(JobState.QUEUED)) ? JobState.QUEUED : JobState.RUNNING;
        }
        if (counts.isEmpty() || counts.containsKey(JobState.CANCELLED)) {
            return JobState.CANCELLED;
        }
        return counts.keySet().equals(Set.of(JobState.FAILED)) ? JobState.FAILED : JobState.SUCCEEDED;
    }

    /** Number of jobs in a state. */
    public long count(JobState state) {
        return counts().getOrDefault(state, 0L);
    }

    private Map<JobState, Long> counts() {
        var counts = new EnumMap<JobState, Long>(JobState.class);
        jobs.stream().filter(Objects::nonNull).forEach(job -> counts.merge(job.state(), 1L, Long::sum));
        return counts;
    }

    /** When the last job has ended; null before. */
    public @Nullable Instant finishedAt() {
        if (!state().isTerminal()) {
            return null;
        }
        return sweep.finishedAt() != null ? sweep.finishedAt() : latest(Job.Life::finishedAt);
    }

    /** When the last job is deleted, and the sweep with it; null before the end. */
    public @Nullable Instant expiresAt() {
        if (!state().isTerminal()) {
            return null;
        }
        return sweep.expiresAt() != null ? sweep.expiresAt() : latest(Job.Life::expiresAt);
    }

    private @Nullable Instant latest(Function<Job.Life, @Nullable Instant> time) {
        Instant latest = null;
        for (Job job : jobs) {
            Instant at = job == null ? null : time.apply(job.life());
            if (at != null && (latest == null || at.isAfter(latest))) {
                latest = at;
            }
        }
        return latest;
    }

    /** The rows of the table. */
    public List<List<@Nullable Object>> rows() {
        return IntStream.range(0, jobs.size())
                .mapToObj(i -> SweepTable.row(sweep, i, jobs.get(i)))
                .toList();
    }
}
