package org.nnplayground.trainer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.Admission;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.TrainingSpec;

/** Opens sessions on this process's trainer threads, within the memory that there is for them. */
public final class TrainerSessions implements AutoCloseable {

    private static final int WARM_UP_RESOLUTION = 50;
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration SHORTEST_SLICE = Duration.ofMillis(2);
    private static final Duration LONGEST_SLICE = Duration.ofMillis(20);

    /** Numbers. */
    private static final double LARGE_DRAW = 200_000;

    private final TrainingEngine engine;
    private final Function<TrainingSpec, Samples> samples;
    private final Admission admission;
    private final int places;
    private final TrainerThreads threads;

    /** @param places turns that compute at a time */
    public TrainerSessions(TrainingEngine engine, Function<TrainingSpec, Samples> samples, Limits limits, int places) {
        this.engine = engine;
        this.samples = samples;
        this.admission = new Admission(engine::estimate, limits);
        this.places = places;
        this.threads = new TrainerThreads(places);
    }

    public Admission admission() {
        return admission;
    }

    /** What sessions can be opened on, as {@link TrainingEngine#devices}. */
    List<Device> devices() {
        return engine.devices();
    }

    /** A session whose long looks let others go first. Within a turn only. */
    TrainingSession open(TrainingSpec spec, RequestedDevice device, @Nullable Checkpoint checkpoint) {
        var workplace = new ComputeContext(engine.device(spec, device.device()), threads::yield);
        return isLarge(spec)
                ? threads.offload(() -> engine.open(spec, samples.apply(spec), checkpoint, workplace))
                : engine.open(spec, samples.apply(spec), checkpoint, workplace);
    }

    /** Whether to draw its samples or parameters takes longer than a slice, about. */
    private static boolean isLarge(TrainingSpec spec) {
        return spec.parameters()
                        + (double) spec.data().samplesInAll() * spec.features().size()
                > LARGE_DRAW;
    }

    /**
     * Opens a job where it stands, or untrained, looks at it, and closes it again; in a turn of its own, and on a
     * device of this machine, which need not have the one that the job is trained on.
     */
    <T> CompletableFuture<T> look(Job job, @Nullable Checkpoint checkpoint, Function<TrainingSession, T> look) {
        var answer = new CompletableFuture<T>();
        threads.wake(() -> {
            try (Reservation room = admission.reserve(job.spec(), 0);
                    TrainingSession session = open(job.spec(), deviceHere(job), checkpoint)) {
                answer.complete(look.apply(session));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
            return TrainerTask.NEVER;
        });
        return answer;
    }

    private RequestedDevice deviceHere(Job job) {
        RequestedDevice wanted = job.description().requestedDevice();
        Device device = wanted.device();
        return device == null || engine.devices().contains(device) ? wanted : RequestedDevice.AUTO;
    }

    /** Trains a little of a spec and forgets it, so that the first visitor need not wait for the engine to load. */
    public void warmUp(TrainingSpec spec) {
        threads.wake(() -> {
            try (TrainingSession session = open(spec, RequestedDevice.AUTO, null)) {
                session.advance(new TrainingSession.Slice(1, 1));
                session.boundary(View.Grid.of(WARM_UP_RESOLUTION));
            }
            return TrainerTask.NEVER;
        });
    }

    /** Parameters that were kept, layer by layer. */
    public Parameters parameters(TrainingSpec spec, float[] flat) {
        return engine.parameters(spec, flat);
    }

    /** Makes a turn due now, a new one too. */
    void wake(TrainerTask turn) {
        threads.wake(turn);
    }

    /**
     * Nanoseconds that a turn may train: as many as let everybody have a turn within {@link #ROUND}, but no more than a
     * native call's and no fewer than are worth one.
     */
    long slice() {
        return Math.clamp(
                ROUND.toNanos() * places / Math.max(1, threads.turns()),
                SHORTEST_SLICE.toNanos(),
                LONGEST_SLICE.toNanos());
    }

    /** How long the turn that has been due the longest waits for a thread already. */
    Duration overdue() {
        return threads.overdue();
    }

    /** Ends the threads after the turns that they are taking; no turn is taken any more. */
    @Override
    public void close() {
        threads.close();
    }
}
