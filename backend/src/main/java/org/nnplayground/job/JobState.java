package org.nnplayground.job;

import java.util.Set;
import org.nnplayground.spec.Choice;

/** The states of a job and the transitions between them. */
public enum JobState implements Choice {
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether no transition leaves this state. */
    public boolean isTerminal() {
        return successors().isEmpty();
    }

    public boolean mayBecome(JobState next) {
        return successors().contains(next);
    }

    private Set<JobState> successors() {
        return switch (this) {
            case QUEUED -> Set.of(RUNNING, PAUSED, FAILED, CANCELLED);
            // A trainer that gives up its lease puts the job back into the queue.
            case RUNNING -> Set.of(QUEUED, PAUSED, SUCCEEDED, FAILED, CANCELLED);
            // A reset of a paused job changes only the reason.
            case PAUSED -> Set.of(QUEUED, RUNNING, PAUSED, FAILED, CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED -> Set.of();
        };
    }
}
