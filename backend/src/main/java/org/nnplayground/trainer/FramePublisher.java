package org.nnplayground.trainer;

import org.nnplayground.job.Job;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.Throttle;

/** Shows one open job to those who follow it, no more often than they want. */
final class FramePublisher {

    private final TrainingRecorder recorder;
    private Throttle beat = new Throttle(System.nanoTime());

    FramePublisher(TrainingRecorder recorder) {
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
