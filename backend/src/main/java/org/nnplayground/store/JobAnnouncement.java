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

    /**
     * Reads an announcement from its text.
     *
     * @throws IllegalArgumentException if the text was not written by {@link #text}
     */
    public static JobAnnouncement read(String text) {
        int space = text.indexOf(' ');
        return new JobAnnouncement(text.substring(0, Math.max(0, space)), JobState.valueOf(text.substring(space + 1)));
    }

    /** The job's id and its state, separated by a space. */
    public String text() {
        return id + " " + state.name();
    }
}
