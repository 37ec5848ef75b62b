package org.nnplayground.trainer;

import java.time.Instant;
import java.util.List;
import java.util.Set;
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
import org.nnplayground.store.Moment;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records trainings: in the store for later reads, in the event log for followers, and with the listener. */
public final class TrainingRecorder {

    private static final Logger log = LoggerFactory.getLogger(TrainingRecorder.class);

    /** Parameters times samples of an evaluation that takes longer than a slice, about 20 ms. */
    private static final double LARGE_EVALUATION = 1e8;

    private final JobStore store;
    private final EventLog events;
    private final Limits limits;
    private final TrainingListener listener;

    public TrainingRecorder(JobStore store, EventLog events, Limits limits, TrainingListener listener) {
        this.store = store;
        this.events = events;
        this.limits = limits;
        this.listener = listener;
    }

    TrainingListener listener() {
        return listener;
    }

    /** Writes what a training has to add to the store. */
    void write(Moment moment) {
        store.write(moment).subscribe();
    }

    /** Publishes that the job's state, run, spec, pace or stop condition has changed. */
    void publishState(Job job) {
        events.append(new JobEvent.StateChanged(job));
    }

    /** Tells the listener about trained epochs. */
    void trained(Job job, int epochs) {
        if (epochs > 0) {
            listener.trained(job, epochs);
        }
    }

    /** Logs the end of a job. */
    void logEnd(Job job) {
        StopReason reason = job.life().reason();
        log.atInfo()
                .addKeyValue("job", job.id())
                .addKeyValue("mode", job.mode().wireName())
                .addKeyValue("state", job.state().wireName())
                .addKeyValue("reason", reason == null ? "" : reason.wireName())
                .addKeyValue("epoch", job.progress().epoch())
                .log("Job ended");
    }

    /** As {@link JobStore#isBehind}. */
    boolean isBehind() {
        return store.isBehind();
    }

    /** What the job's followers want to receive; null if there are none. */
    EventLog.@Nullable Interest interest(Job job) {
        return events.interest(job.id()).orElse(null);
    }

    void publishFrame(Job job, TrainingSession session, List<Diagnosis> diagnosis, View view) {
        events.append(frame(job, session, diagnosis, view));
    }

    /** A frame of an open job, with the losses and metrics of its last evaluation. */
    JobEvent.FrameMade frame(Job job, TrainingSession session, List<Diagnosis> diagnosis, View view) {
        Losses losses = job.progress().losses() == null
                ? session.losses()
                : job.progress().losses();
        return frame(job, session, new Evaluation(losses, job.progress().metrics(), diagnosis), view);
    }

    /** A frame of a job that is not open in any trainer; evaluates the session. */
    JobEvent.FrameMade frame(Job job, TrainingSession session, View view) {
        var monitor = new DiagnosisMonitor(session, job.spec());
        if (job.life().reason() == StopReason.DIVERGED) {
            monitor.markDiverged();
        }
        Metrics metrics = session.metrics();
        monitor.check(metrics, true);
        return frame(job, session, new Evaluation(session.losses(), metrics, monitor.diagnosis()), view);
    }

    /**
     * Leaves out the parameters of a network that has too many of them to be streamed, and the boundaries of images and
     * sequences, which no plane shows.
     */
    private JobEvent.FrameMade frame(Job job, TrainingSession session, Evaluation evaluation, View view) {
        boolean tooMany = job.spec().parameters() > limits.streamedParameters();
        boolean planar = job.spec().data().shape().isFlat();
        var shown = new View(
                view.parameters() && !tooMany, view.gradients(), view.dreams(), planar ? view.grids() : Set.of());
        return new JobEvent.FrameMade(
                job.id(),
                job.progress().run(),
                job.progress().epochsPerSecond(),
                job.progress().busy(),
                Instant.now(),
                Frame.of(session, evaluation, shown));
    }

    /** Whether an evaluation of all samples is estimated to take longer than a slice. */
    static boolean isLarge(TrainingSpec spec) {
        return (double) spec.multiplications() * spec.data().samplesInAll() > LARGE_EVALUATION;
    }
}
