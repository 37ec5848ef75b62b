package org.nnplayground.access;

import java.util.HashSet;
import java.util.Set;
import org.nnplayground.job.Mode;

/** What is counted of each caller. */
public record Quotas(Quota liveJobs, Quota batchJobs, Quota streams) {

    public Quota jobs(Mode mode) {
        return switch (mode) {
            case LIVE -> liveJobs;
            case BATCH -> batchJobs;
        };
    }

    /** The ids of all jobs that count for somebody. */
    public Set<String> jobs() {
        var all = new HashSet<>(liveJobs.ids());
        all.addAll(batchJobs.ids());
        return all;
    }

    /** The job has ended. */
    public void ended(String job) {
        liveJobs.release(job);
        batchJobs.release(job);
    }
}
