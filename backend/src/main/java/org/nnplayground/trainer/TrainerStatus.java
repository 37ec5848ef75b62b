package org.nnplayground.trainer;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.nnplayground.admission.MemoryNeed;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Mode;

/** The open jobs and the state of the trainer threads of this process, for metrics and health checks. Thread-safe. */
public final class TrainerStatus {

    private final OpenJobs open;
    private final TrainerSessions sessions;

    public TrainerStatus(OpenJobs open, TrainerSessions sessions) {
        this.open = open;
        this.sessions = sessions;
    }

    /** The properties by which open jobs are counted. */
    public record Kind(Mode mode, JobState state) {}

    /** Number of open jobs of each kind that occurs. */
    public Map<Kind, Integer> open() {
        return open.all().stream()
                .map(OpenJob::job)
                .collect(Collectors.toMap(job -> new Kind(job.mode(), job.state()), job -> 1, Integer::sum));
    }

    /**
     * Estimated memory of all open sessions; {@code playground.limits.memory} and {@code playground.limits.heap} are
     * the limits.
     */
    public MemoryNeed granted() {
        return sessions.admission().reserved();
    }

    /** Mean delay between the time at which a live job's turn was due and its start, over the last two seconds. */
    public Duration delay() {
        return sessions.delay();
    }

    /**
     * How long the first due task has been waiting for a thread; zero if none waits. No turn takes longer than some
     * hundred milliseconds, so a long wait means that the threads are blocked or have ended.
     */
    public Duration overdue() {
        return sessions.overdue();
    }
}
