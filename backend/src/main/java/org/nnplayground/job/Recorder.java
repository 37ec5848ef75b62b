package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.spec.Limits;
import org.nnplayground.store.Job;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;

/** Writes down what becomes of jobs: in the store what is asked later, in the event log what is followed now. */
final class Recorder {

    private final JobStore store;
    private final EventLog events;
    private final Limits limits;

    Recorder(JobStore store, EventLog events, Limits limits) {
        this.store = store;
        this.events = events;
        this.limits = limits;
    }

    /** The job went on within its state. */
    void progressed(Job job) {
        store.update(job).subscribe();
    }

    /** The job's state, run, spec, pace or stop condition changed. */
    void changed(Job job) {
        store.update(job).subscribe();
        events.append(new JobEvent.StateChanged(job));
    }

    void completed(Job job, long fromEpoch, Losses... losses) {
        if (losses.length > 0) {
            store.append(job.id(), job.progress().run(), fromEpoch, losses).subscribe();
        }
    }

    void kept(Job job, Checkpoint checkpoint) {
        store.keep(job.id(), checkpoint).subscribe();
    }

    /** What the job's followers want, null where there are none. */
    EventLog.@Nullable Interest interest(Job job) {
        return events.interest(job.id()).orElse(null);
    }

    void show(Job job, TrainingSession session, View view) {
        events.append(frame(job, session, view));
    }

    /** A frame of the present; without the parameters of a network that has too many of them to be streamed. */
    JobEvent.FrameMade frame(Job job, TrainingSession session, View view) {
        boolean tooMany = job.spec().parameters() > limits.streamedParameters();
        View shown = tooMany ? new View(false, view.gradients(), view.resolutions()) : view;
        Losses losses = job.progress().losses() == null
                ? session.losses()
                : job.progress().losses();
        return new JobEvent.FrameMade(
                job.id(), job.progress().run(), job.progress().epochsPerSecond(), Frame.of(session, losses, shown));
    }
}
