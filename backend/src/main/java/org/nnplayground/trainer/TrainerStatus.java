package org.nnplayground.trainer;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;

/** How the trainer threads of this process are doing, and what is open on them. Safe for use by many threads. */
public final class TrainerStatus {

    private final OpenJobs open;
    private final TrainerSessions sessions;

    public TrainerStatus(OpenJobs open, TrainerSessions sessions) {
        this.open = open;
        this.sessions = sessions;
    }

    /** Jobs that are open here are counted by these. */
    public record Kind(Mode mode, JobState state) {}

    /** How many jobs of each kind are open here; those of which there is one at least. */
    public Map<Kind, Integer> open() {
        return open.all().stream()
                .map(OpenJob::job)
                .collect(Collectors.toMap(job -> new Kind(job.mode(), job.state()), job -> 1, Integer::sum));
    }

    /** The estimated memory of all open sessions, in bytes; the bound is {@code playground.limits.memory}. */
    public long grantedBytes() {
        return sessions.admission().granted();
    }

    /**
     * How long the turn that is due first has been waiting for a thread; zero where none waits. No turn takes longer
     * than some hundred milliseconds, so long waits mean that the threads are stuck or gone.
     */
    public Duration overdue() {
        return sessions.overdue();
    }
}
