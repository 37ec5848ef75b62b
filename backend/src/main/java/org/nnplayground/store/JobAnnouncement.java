package org.nnplayground.store;

import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;

/**
 * Says that a job was stored or has changed its state.
 *
 * @param id of the job
 * @param state after the change; {@code QUEUED} for a new job
 */
public record JobAnnouncement(String id, JobState state) {

    public static JobAnnouncement of(Job job) {
        return new JobAnnouncement(job.id(), job.state());
    }
}
