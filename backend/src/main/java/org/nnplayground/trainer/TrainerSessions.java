package org.nnplayground.trainer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.Admission;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.Job;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.trainer.schedule.TrainerTask;
import org.nnplayground.trainer.schedule.TrainerThreads;

/** Opens sessions on the trainer threads of this process, within the memory budget. Thread-safe. */
public final class TrainerSessions implements AutoCloseable {

    private static final int WARM_UP_RESOLUTION = 50;
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration SHORTEST_SLICE = Duration.ofMillis(2);
    private static final Duration LONGEST_SLICE = Duration.ofMillis(20);

    /** Number of random values (samples and parameters) above which generating them takes longer than a slice. */
    private static final double LARGE_DRAW = 200_000;

    private final TrainingEngine engine;
    private final Function<TrainingSpec, Samples> samples;
    private final Admission admission;
    private final int slots;
    private final TrainerThreads threads;
    private final TrainingGroups groups;

    /** @param slots maximum number of turns that compute at the same time */
    public TrainerSessions(TrainingEngine engine, Function<TrainingSpec, Samples> samples, Limits limits, int slots) {
        this.engine = engine;
        this.samples = samples;
        this.admission = new Admission(engine::estimate, limits);
        this.slots = slots;
        this.threads = new TrainerThreads(slots);
        this.groups = new TrainingGroups(
                family -> engine.group(family, new ComputeContext(Device.CPU, threads::yield)), threads);
    }

    TrainingGroups groups() {
        return groups;
    }

    public Admission admission() {
        return admission;
    }

    /** The devices of this machine, as {@link TrainingEngine#devices}. */
    List<Device> devices() {
        return engine.devices();
    }

    /** Opens a session that yields during long operations. Called within a turn only. */
    TrainingSession open(
            TrainingSpec spec, Arithmetic arithmetic, RequestedDevice device, @Nullable Checkpoint checkpoint) {
        return open(spec, arithmetic, device, checkpoint, () -> {});
    }

    /** @param check called when a long operation continues after it has yielded; throws to end the operation */
    TrainingSession open(
            TrainingSpec spec,
            Arithmetic arithmetic,
            RequestedDevice device,
            @Nullable Checkpoint checkpoint,
            Runnable check) {
        Device of = arithmetic == Arithmetic.SHARED ? Device.CPU : engine.device(spec, device.device());
        var workplace = new ComputeContext(of, () -> {
            threads.yield();
            check.run();
        });
        return isLarge(spec)
                ? threads.offload(() -> engine.open(spec, arithmetic, samples.apply(spec), checkpoint, workplace))
                : engine.open(spec, arithmetic, samples.apply(spec), checkpoint, workplace);
    }

    /** Whether drawing samples and parameters, or reading a dataset, may take longer than a slice. */
    private static boolean isLarge(TrainingSpec spec) {
        return spec.data() instanceof Data.Uploaded
                || spec.parameters()
                                + (double) spec.data().samplesInAll()
                                        * spec.features().size()
                        > LARGE_DRAW;
    }

    /**
     * Calls a function of a temporary session, in a turn of its own. The device may differ from the one that the job is
     * trained on, which this machine need not have. The caller has reserved the session's memory.
     *
     * @param checkpoint state of the session, null for untrained
     */
    <T> CompletableFuture<T> inspect(Job job, @Nullable Checkpoint checkpoint, Function<TrainingSession, T> look) {
        var answer = new CompletableFuture<T>();
        threads.wake(() -> {
            try (TrainingSession session = openTemporary(job, checkpoint)) {
                answer.complete(look.apply(session));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
            return TrainerTask.NEVER;
        });
        return answer;
    }

    /** Calls a function in a turn of its own, in the order of the turns of batch jobs. */
    public <T> CompletableFuture<T> inTurn(Supplier<T> work) {
        var answer = new CompletableFuture<T>();
        threads.wake(new TrainerTask() {
            @Override
            public boolean isBackground() {
                return true;
            }

            @Override
            public long runTurn() {
                try {
                    answer.complete(work.get());
                } catch (Throwable e) {
                    answer.completeExceptionally(e);
                }
                return NEVER;
            }
        });
        return answer;
    }

    /**
     * Opens a session that the caller closes, in another turn. Called within a turn only; the caller has reserved the
     * session's memory.
     *
     * @param job with the spec and the arithmetic of the session
     * @param checkpoint state of the session, null for untrained
     */
    public TrainingSession openTemporary(Job job, @Nullable Checkpoint checkpoint) {
        return open(job.spec(), job.arithmetic(), availableDevice(job), checkpoint);
    }

    /** As {@link TrainingEngine#losses}, in a turn of its own. The caller has reserved memory for the samples. */
    CompletableFuture<Losses[]> losses(TrainingSpec spec, int count, IntFunction<float[]> points) {
        var answer = new CompletableFuture<Losses[]>();
        threads.wake(() -> {
            try {
                Samples evaluated = isLarge(spec) ? threads.offload(() -> samples.apply(spec)) : samples.apply(spec);
                answer.complete(engine.losses(spec, evaluated, count, points, threads::yield));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
            return TrainerTask.NEVER;
        });
        return answer;
    }

    private RequestedDevice availableDevice(Job job) {
        RequestedDevice wanted = job.description().requestedDevice();
        Device device = wanted.device();
        return device == null || engine.devices().contains(device) ? wanted : RequestedDevice.AUTO;
    }

    /** Trains an epoch of a spec, so that the engine is loaded before the first user needs it. */
    public void warmUp(TrainingSpec spec) {
        threads.wake(() -> {
            try (TrainingSession session = open(spec, Arithmetic.SOLO, RequestedDevice.AUTO, null)) {
                session.advance(new TrainingSession.Slice(1, 1));
                session.boundary(View.Grid.of(WARM_UP_RESOLUTION));
            }
            return TrainerTask.NEVER;
        });
    }

    /** Converts stored parameters to parameters by layer. */
    public Parameters parameters(TrainingSpec spec, float[] flat) {
        return engine.parameters(spec, flat);
    }

    /** Makes a task due now; adds it if it is new. */
    void wake(TrainerTask turn) {
        threads.wake(turn);
    }

    /**
     * Duration of a slice in nanoseconds: short enough that every task has a turn within {@link #ROUND}, but between 2
     * ms and 20 ms, the target duration of a native call.
     */
    public long sliceNanoseconds() {
        return Math.clamp(
                ROUND.toNanos() * slots / Math.max(1, threads.taskCount()),
                SHORTEST_SLICE.toNanos(),
                LONGEST_SLICE.toNanos());
    }

    /** As {@link TrainerThreads#delay}. */
    Duration delay() {
        return threads.delay();
    }

    /** Whether the turns of live jobs start later than allowed. */
    public boolean isBusy(Duration allowed) {
        return threads.delay().compareTo(allowed) > 0;
    }

    /** How long the first due task has been waiting for a thread. */
    Duration overdue() {
        return threads.overdue();
    }

    /** Ends the threads after their present turns. */
    @Override
    public void close() {
        threads.close();
        if (threads.haveEnded()) { // a turn that is late still uses its group
            groups.close();
        }
    }
}
