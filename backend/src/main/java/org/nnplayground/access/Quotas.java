package org.nnplayground.access;

import java.util.HashSet;
import java.util.Set;
import org.nnplayground.job.Mode;

/** The quotas of all callers. */
public record Quotas(Quota liveJobs, Quota batchJobs, Quota streams) {

    public Quota jobs(Mode mode) {
        return switch (mode) {
            case LIVE -> liveJobs;
            case BATCH -> batchJobs;
        };
    }

    /** The ids of all counted jobs. */
    public Set<String> jobs() {
        var all = new HashSet<>(liveJobs.ids());
        all.addAll(batchJobs.ids());
        return all;
    }

    /** Releases an ended job. */
    public void ended(String job) {
        liveJobs.release(job);
        batchJobs.release(job);
    }
}
