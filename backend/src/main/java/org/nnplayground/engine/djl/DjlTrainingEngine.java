package org.nnplayground.engine.djl;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.djl.draws.InitialParameters;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.session.BoundaryGrids;
import org.nnplayground.engine.djl.session.MemoryEstimate;
import org.nnplayground.engine.djl.session.ParallelLosses;
import org.nnplayground.engine.djl.session.ProgramCache;
import org.nnplayground.engine.djl.session.SoloSession;
import org.nnplayground.engine.djl.shared.SharedGroup;
import org.nnplayground.engine.djl.shared.SharedMemoryEstimate;
import org.nnplayground.engine.djl.shared.SharedPrograms;
import org.nnplayground.engine.djl.shared.SharedSession;
import org.nnplayground.engine.djl.shared.SharedShape;
import org.nnplayground.engine.djl.torch.DeviceSelector;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;
import org.springframework.stereotype.Component;

/** Trains with PyTorch, using the programs of {@code NetworkCompiler}. */
@Component
public final class DjlTrainingEngine implements TrainingEngine {

    private static final int IDLE_PROGRAMS = 32;

    private static final Duration CALL = Duration.ofMillis(20);

    private final ProgramCache programs = new ProgramCache(IDLE_PROGRAMS);
    private final SharedPrograms shared = new SharedPrograms(programs);
    private final BoundaryGrids grids = new BoundaryGrids();
    private final long callNanoseconds;

    public DjlTrainingEngine() {
        this(CALL);
    }

    /** @param call target duration of one native call; it never changes a result */
    public DjlTrainingEngine(Duration call) {
        callNanoseconds = call.toNanos();
    }

    /** @throws IllegalArgumentException if the checkpoint belongs to a network of another shape */
    @Override
    public TrainingSession open(
            TrainingSpec spec,
            Arithmetic arithmetic,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ComputeContext workplace) {
        Samples seen = samples.scaled();
        return switch (arithmetic) {
            case SOLO -> new SoloSession(spec, seen, checkpoint, programs, grids, workplace, callNanoseconds);
            case SHARED ->
                new SharedSession(
                        spec,
                        seen,
                        checkpoint,
                        shared,
                        grids,
                        callNanoseconds,
                        (inForce, at) -> open(inForce, Arithmetic.SOLO, samples, at, workplace));
        };
    }

    @Override
    public SessionGroup group(Object family, ComputeContext context) {
        return new SharedGroup((SharedShape) family, shared, grids, context, callNanoseconds);
    }

    @Override
    public List<Device> devices() {
        return selector().present();
    }

    @Override
    public Device device(TrainingSpec spec, @Nullable Device wanted) {
        return selector().select(spec, wanted);
    }

    private static DeviceSelector selector() {
        return new DeviceSelector(Torch.gpus() > 0 ? List.of(Device.CPU, Device.GPU) : List.of(Device.CPU));
    }

    @Override
    public SessionMemory estimate(TrainingSpec spec, Arithmetic arithmetic) {
        return switch (arithmetic) {
            case SOLO -> MemoryEstimate.of(spec).ofSession();
            case SHARED -> SharedMemoryEstimate.of(spec).ofSession();
        };
    }

    @Override
    public Parameters parameters(TrainingSpec spec, float[] flat) {
        return new Parameters(Layout.of(spec).unflatten(flat));
    }

    @Override
    public Parameters initialParameters(TrainingSpec spec) {
        return parameters(spec, InitialParameters.draw(spec, Layout.of(spec)));
    }

    @Override
    public Losses[] losses(
            TrainingSpec spec, Samples samples, int count, IntFunction<float[]> points, Runnable yieldTurn) {
        return new ParallelLosses(programs).of(spec, samples.scaled(), count, points, yieldTurn);
    }

    /** Number of compiled programs, used or unused. */
    public int compiledPrograms() {
        return programs.size();
    }
}
