package org.nnplayground.access;

import org.nnplayground.store.Mode;

/** What is counted of each caller. */
public record Tallies(Tally liveJobs, Tally batchJobs, Tally streams) {

    public Tally jobs(Mode mode) {
        return switch (mode) {
            case LIVE -> liveJobs;
            case BATCH -> batchJobs;
        };
    }

    /** The job has ended. */
    public void ended(String job) {
        liveJobs.release(job);
        batchJobs.release(job);
    }
}
