package org.nnplayground.engine.djl.shared;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.QuantisedBoundary;
import org.nnplayground.engine.SessionShape;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.engine.djl.session.BoundaryGrids;
import org.nnplayground.engine.djl.session.DjlTrainingSession;
import org.nnplayground.engine.djl.session.EpochTrainer;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.TrainingSpec;

/**
 * A session of a network that {@link SharedGroup} trains together with others of its shape. What a group has evaluated
 * for a frame is kept until the state changes; everything else is computed alone.
 *
 * <p>Single batches, single units and traces are computed by a solo program at the same parameters. They agree with the
 * shared arithmetic within the rounding of single precision.
 */
public final class SharedSession extends DjlTrainingSession<SharedNetwork> {

    /** The networks are small, and a group must not wait for one of its members. */
    private static final ComputeContext WITHOUT_PAUSES = ComputeContext.EXCLUSIVE_CPU;

    private final SharedPrograms shared;
    private final BiFunction<TrainingSpec, Checkpoint, TrainingSession> solo;

    /** What was evaluated at version {@link #evaluatedVersion} of the state of {@link #evaluatedNetwork}. */
    private SharedProgram.@Nullable Evaluation evaluation;

    private final Map<View.Grid, byte[]> pictures = new HashMap<>();

    /** Another batch size makes another network, whose versions begin again. */
    private @Nullable SharedNetwork evaluatedNetwork;

    private long evaluatedVersion;

    /** @param solo opens a solo session of a spec at a checkpoint */
    public SharedSession(
            TrainingSpec spec,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            SharedPrograms shared,
            BoundaryGrids grids,
            long callNanoseconds,
            BiFunction<TrainingSpec, Checkpoint, TrainingSession> solo) {
        super(
                spec,
                samples,
                checkpoint,
                grids,
                WITHOUT_PAUSES.device(),
                (inForce, start) -> new EpochTrainer<>(
                        inForce,
                        samples,
                        (ofSpec, ordered, state) -> new SharedNetwork(ofSpec, ordered, state, shared),
                        WITHOUT_PAUSES,
                        callNanoseconds,
                        start));
        this.shared = shared;
        this.solo = solo;
    }

    public SharedNetwork network() {
        return trainer().program();
    }

    @Override
    public SessionShape shape() {
        return new SessionShape(network().shape(), network().layout());
    }

    /** Keeps what was evaluated at the present state. */
    void keep(SharedProgram.Evaluation found) {
        forgetIfOld();
        evaluation = found;
    }

    void keep(View.Grid grid, byte[] picture) {
        forgetIfOld();
        pictures.put(grid, picture);
    }

    private void forgetIfOld() {
        SharedNetwork network = network();
        if (evaluatedNetwork != network || evaluatedVersion != network.version()) {
            evaluatedNetwork = network;
            evaluatedVersion = network.version();
            evaluation = null;
            pictures.clear();
        }
    }

    private SharedProgram.Evaluation evaluation(boolean withGradient) {
        forgetIfOld();
        SharedProgram.Evaluation kept = evaluation;
        if (kept == null || (withGradient && kept.gradient() == null)) {
            SharedNetwork network = network();
            kept = shared.alone(
                    network,
                    program -> program.inspect(List.of(network), withGradient).getFirst());
            evaluation = kept;
        }
        return kept;
    }

    @Override
    protected float[] outputsOfSamples() {
        return evaluation(false).outputs();
    }

    @Override
    protected float[] inactiveCounts() {
        return evaluation(false).inactive();
    }

    @Override
    public Gradients gradientsOfTrainSet() {
        float[] gradient = Objects.requireNonNull(evaluation(true).gradient());
        return new Gradients((float) losses().train(), layout().unflatten(gradient));
    }

    @Override
    protected float[] outputs(Torch.Value points, int n) {
        SharedNetwork network = network();
        return shared.alone(network, program -> program.outputs(network, points, n));
    }

    @Override
    public QuantisedBoundary picture(View.Grid grid) {
        forgetIfOld();
        byte[] pixels = pictures.get(grid);
        if (pixels == null) {
            SharedNetwork network = network();
            pixels = withGrid(grid, (on, features) -> shared.picture(network, on, features));
            pictures.put(grid, pixels);
        }
        return quantised(grid, pixels);
    }

    @Override
    public Boundary boundary(int resolution, int column1, int column2, int layer, int unit) {
        return alone(session -> session.boundary(resolution, column1, column2, layer, unit));
    }

    @Override
    public Gradients gradientsOfBatch(int index) {
        return alone(session -> session.gradientsOfBatch(index));
    }

    /** The updated parameters are those of the shared arithmetic. */
    @Override
    public Trace traceOfBatch(int index) {
        Trace trace = alone(session -> session.traceOfBatch(index));
        Trace.Step step = Objects.requireNonNull(trace.step());
        var updated = new Parameters(layout().unflatten(trainer().stateAfterStep(index)));
        return new Trace(
                trace.samples(),
                trace.inputs(),
                trace.targets(),
                trace.layers(),
                trace.sampleLosses(),
                trace.parametersBefore(),
                trace.gradients(),
                new Trace.Step(step.number(), step.optimizerState(), updated));
    }

    @Override
    public Trace traceOfSample(int index) {
        return alone(session -> session.traceOfSample(index));
    }

    private <T> T alone(Function<TrainingSession, T> use) {
        TrainingSpec inForce = spec().withTraining(trainer().training());
        try (TrainingSession session = solo.apply(inForce, checkpoint())) {
            return use.apply(session);
        }
    }
}
