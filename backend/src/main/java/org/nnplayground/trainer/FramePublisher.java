package org.nnplayground.trainer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.View;
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
        return dueView(job, 0) != null;
    }

    /**
     * What the followers want to see in the next frame.
     *
     * @param tolerance nanoseconds until the next occasion to publish a frame, at most: a frame is due already if it
     *     becomes due before half of that time has passed
     * @return null if there are no followers, or no frame is due
     */
    @Nullable
    View dueView(Job job, long tolerance) {
        EventLog.Interest interest = recorder.interest(job);
        return interest != null && throttle.isDue(System.nanoTime() + tolerance / 2, interest.interval())
                ? interest.view()
                : null;
    }

    /** The interval that the followers want between frames; null if there are none. */
    @Nullable
    Duration interval(Job job) {
        EventLog.Interest interest = recorder.interest(job);
        return interest == null ? null : interest.interval();
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
