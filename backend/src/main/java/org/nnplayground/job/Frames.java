package org.nnplayground.job;

import org.nnplayground.store.Job;
import org.nnplayground.stream.Beat;
import org.nnplayground.stream.EventLog;

/** Shows one open job to those who follow it, no more often than they want. */
final class Frames {

    private final Recorder recorder;
    private Beat beat = new Beat(System.nanoTime());

    Frames(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Whether somebody follows who has waited long enough for a frame. */
    boolean isDue(Job job) {
        EventLog.Interest interest = recorder.interest(job);
        return interest != null && beat.isDue(System.nanoTime(), interest.interval());
    }

    /** Makes a frame; nothing where nobody follows. */
    void show(Job job, Run run) {
        EventLog.Interest interest = recorder.interest(job);
        if (interest != null) {
            beat = beat.after(System.nanoTime(), interest.interval());
            recorder.show(job, run.session(), run.diagnosis(), interest.view());
        }
    }
}
