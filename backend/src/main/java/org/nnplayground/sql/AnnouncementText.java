package org.nnplayground.sql;

import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.store.JobAnnouncement;

/** Announcements as text: the job's id and its state, separated by a space. */
final class AnnouncementText {

    private AnnouncementText() {}

    static String of(Job job) {
        return job.id() + " " + job.state().name();
    }

    /** @throws IllegalArgumentException if the text was not written by {@link #of} */
    static JobAnnouncement read(String text) {
        int space = text.indexOf(' ');
        return new JobAnnouncement(text.substring(0, Math.max(0, space)), JobState.valueOf(text.substring(space + 1)));
    }
}
