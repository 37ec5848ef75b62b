package org.nnplayground.trainer;

import org.nnplayground.job.Job;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.Throttle;

/** Publishes frames of one open job, as often as its followers want. */
final class FramePublisher {

    private final TrainingRecorder recorder;
    private Throttle throttle = new Throttle(System.nanoTime());

    FramePublisher(TrainingRecorder recorder) {
        this.recorder = recorder;
    }

    /** Whether there is a follower whose frame interval has passed. */
    boolean isDue(Job job) {
        EventLog.Interest interest = recorder.interest(job);
        return interest != null && throttle.isDue(System.nanoTime(), interest.interval());
    }

    /** Publishes a frame, unless there are no followers. */
    void publish(Job job, Run run) {
        EventLog.Interest interest = recorder.interest(job);
        if (interest != null) {
            throttle = throttle.after(System.nanoTime(), interest.interval());
            recorder.publishFrame(job, run.session(), run.diagnosis(), interest.view());
        }
    }
}
