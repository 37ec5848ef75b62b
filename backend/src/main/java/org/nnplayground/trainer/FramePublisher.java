package org.nnplayground.trainer;

import org.nnplayground.job.Job;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.Throttle;

/** Publishes frames of one open job, as often as its followers want. */
final class FramePublisher {

    private final TrainingRecorder recorder;
    private Throttle beat = new Throttle(System.nanoTime());

    FramePublisher(TrainingRecorder recorder) {
        this.recorder = recorder;
    }

    /** Whether there is a follower whose frame interval has passed. */
    boolean isDue(Job job) {
        EventLog.Interest interest = recorder.interest(job);
        return interest != null && beat.isDue(System.nanoTime(), interest.interval());
    }

    /** Publishes a frame, unless there are no followers. */
    void show(Job job, Run run) {
        EventLog.Interest interest = recorder.interest(job);
        if (interest != null) {
            beat = beat.after(System.nanoTime(), interest.interval());
            recorder.show(job, run.session(), run.diagnosis(), interest.view());
        }
    }
}
