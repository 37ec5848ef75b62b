package org.nnplayground.trainer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Evaluation;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.StopReason;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.RunCheckpoint;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what becomes of jobs: in the store what is asked later, in the event log what is followed now; and tells
 * who watches.
 */
public final class TrainingRecorder {

    private static final Logger log = LoggerFactory.getLogger(TrainingRecorder.class);

    /** Parameters times samples. */
    private static final double LARGE_EVALUATION = 1e8;

    private final JobStore store;
    private final EventLog events;
    private final Limits limits;
    private final TrainingListener watch;

    public TrainingRecorder(JobStore store, EventLog events, Limits limits, TrainingListener watch) {
        this.store = store;
        this.events = events;
        this.limits = limits;
        this.watch = watch;
    }

    TrainingListener watch() {
        return watch;
    }

    /** The job went on within its state. */
    void progressed(Job job) {
        store.update(job).subscribe();
    }

    /**
     * The job's state, run, spec, pace or stop condition changed.
     *
     * @param checkpoint where its run stands now; null where nobody knows
     */
    void changed(Job job, @Nullable RunCheckpoint checkpoint) {
        (checkpoint == null ? store.update(job) : store.update(job, checkpoint)).subscribe();
        events.append(new JobEvent.StateChanged(job));
    }

    /** Tells the log of the end of a job. */
    void ended(Job job) {
        StopReason reason = job.life().reason();
        log.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("mode", job.mode().wireName())
                .addKeyValue("state", job.state().wireName())
                .addKeyValue("reason", reason == null ? "" : reason.wireName())
                .addKeyValue("epoch", job.progress().epoch())
                .log("Job ended");
    }

    /** @param fromEpoch 0 for the losses of the untrained network */
    void completed(Job job, long fromEpoch, Losses... losses) {
        if (losses.length > 0) {
            store.append(job.id(), job.progress().run(), fromEpoch, losses).subscribe();
            watch.trained(job, fromEpoch == 0 ? losses.length - 1 : losses.length);
        }
    }

    void kept(Job job, RunCheckpoint checkpoint) {
        store.keep(job.id(), checkpoint).subscribe();
    }

    /** Whether nothing more can be written down for the moment. */
    boolean isBehind() {
        return store.isBehind();
    }

    /** What the job's followers want, null where there are none. */
    EventLog.@Nullable Interest interest(Job job) {
        return events.interest(job.id()).orElse(null);
    }

    void show(Job job, TrainingSession session, List<Diagnosis> diagnosis, View view) {
        events.append(frame(job, session, diagnosis, view));
    }

    /** A frame of an open job, as it was last evaluated. */
    JobEvent.FrameMade frame(Job job, TrainingSession session, List<Diagnosis> diagnosis, View view) {
        Losses losses = job.progress().losses() == null
                ? session.losses()
                : job.progress().losses();
        return frame(job, session, new Evaluation(losses, job.progress().metrics(), diagnosis), view);
    }

    /** A frame of a job at rest. */
    JobEvent.FrameMade frame(Job job, TrainingSession session, View view) {
        var checkup = new DiagnosisMonitor(session, job.spec());
        if (job.life().reason() == StopReason.DIVERGED) {
            checkup.diverged();
        }
        Metrics metrics = session.metrics();
        checkup.look(metrics, true);
        return frame(job, session, new Evaluation(session.losses(), metrics, checkup.found()), view);
    }

    /** Without the parameters of a network that has too many of them to be streamed. */
    private JobEvent.FrameMade frame(Job job, TrainingSession session, Evaluation evaluation, View view) {
        boolean tooMany = job.spec().parameters() > limits.streamedParameters();
        View shown = tooMany ? new View(false, view.gradients(), view.grids()) : view;
        return new JobEvent.FrameMade(
                job.id(),
                job.progress().run(),
                job.progress().epochsPerSecond(),
                Instant.now(),
                Frame.of(session, evaluation, shown));
    }

    /** Whether a pass over all samples takes longer than a slice, about. */
    static boolean isLarge(TrainingSpec spec) {
        return (double) spec.parameters() * spec.data().samplesInAll() > LARGE_EVALUATION;
    }
}
