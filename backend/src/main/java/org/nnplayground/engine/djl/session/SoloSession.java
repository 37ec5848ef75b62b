package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.djl.draws.InitialParameters;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.OutputScale;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.TrainingSpec;

/** A session of one network with a program of its own. */
public final class SoloSession extends DjlTrainingSession<TrainingProgram> {

    private final ProgramCache programs;
    private final long callNanoseconds;

    /** Null if there is none, or once it is complete. */
    private @Nullable LayerwisePretraining pretraining;

    public SoloSession(
            TrainingSpec spec,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ProgramCache programs,
            BoundaryGrids grids,
            ComputeContext workplace,
            long callNanoseconds) {
        super(
                spec,
                samples,
                checkpoint,
                grids,
                workplace.device(),
                (inForce, start) -> new SoloTrainer(inForce, samples, programs, workplace, callNanoseconds, start));
        this.programs = programs;
        this.callNanoseconds = callNanoseconds;
        // A checkpoint without it is of a training that has completed it, or that began with other parameters.
        if (spec.training().isPretrained() && (checkpoint == null || checkpoint.pretraining() != null)) {
            pretraining = pretraining(checkpoint == null ? null : checkpoint.pretraining());
        }
    }

    private LayerwisePretraining pretraining(Checkpoint.@Nullable Pretraining from) {
        float[] parameters = Arrays.copyOf(trainer().program().state(), layout().parameters());
        return new LayerwisePretraining(spec(), samples(), programs, device(), parameters, from);
    }

    @Override
    public @Nullable Pretraining pretraining() {
        return pretraining == null ? null : pretraining.position();
    }

    @Override
    public Advance advance(Slice slice) {
        LayerwisePretraining running = pretraining;
        if (running == null
                || slice.updates() == 0
                || slice.untilEpoch() <= position().epoch()) {
            return super.advance(slice);
        }
        long start = System.nanoTime();
        running.advance(slice.nanoseconds(), callNanoseconds);
        float[] parameters = running.parameters();
        if (!areFinite(parameters)) {
            return restartPretraining(running);
        }
        training().replace(parameters);
        if (running.isComplete()) {
            running.close();
            pretraining = null;
        }
        long left = slice.nanoseconds() - (System.nanoTime() - start);
        return pretraining == null && left > 0
                ? super.advance(slice.withNanoseconds(left))
                : new Advance(position().epoch() + 1, new Losses[0], null);
    }

    private static boolean areFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private Advance restartPretraining(LayerwisePretraining diverged) {
        diverged.close();
        training().replace(InitialParameters.draw(spec(), layout()));
        pretraining = pretraining(null);
        long epoch = position().epoch();
        return new Advance(epoch + 1, new Losses[0], new Divergence(epoch, Double.POSITIVE_INFINITY));
    }

    @Override
    public void replace(Parameters parameters) {
        super.replace(parameters);
        if (pretraining != null) {
            pretraining.replace(layout().flatten(parameters.layers()));
        }
    }

    @Override
    public Checkpoint checkpoint() {
        return super.checkpoint().withPretraining(pretraining == null ? null : pretraining.checkpoint());
    }

    @Override
    public void close() {
        if (pretraining != null) {
            pretraining.close();
            pretraining = null;
        }
        super.close();
    }

    @Override
    public SoloTrainer trainer() {
        return (SoloTrainer) super.trainer();
    }

    @Override
    protected float[] outputsOfSamples() {
        SampleTensors tensors = trainer().program().samples();
        return trainer()
                .inspection()
                .outputs(tensors.features(), tensors.chunks().samples());
    }

    @Override
    protected float[] inactiveCounts() {
        return trainer().inspection().inactive();
    }

    @Override
    protected float[] outputs(Torch.Value points, int n) {
        return trainer().inspection().outputs(points, n);
    }

    /** @throws IndexOutOfBoundsException for a layer or unit that is not there */
    @Override
    public Boundary boundary(int resolution, int column1, int column2, int layer, int unit) {
        Layout.Layer of = layout().layers().get(layer);
        Objects.checkIndex(unit, of.units());
        float[] values = onGrid(
                resolution,
                column1,
                column2,
                grid -> trainer().inspection().unit(grid, resolution * resolution, layer, unit));
        return boundary(
                resolution,
                column1,
                column2,
                OutputScale.of(of.activation(), spec(), samples().train()),
                values);
    }

    @Override
    public Gradients gradientsOfTrainSet() {
        return gradients(trainer().gradientOfTrainSet());
    }

    /** @throws IndexOutOfBoundsException for an index that is no batch's */
    @Override
    public Gradients gradientsOfBatch(int index) {
        Objects.checkIndex(index, trainer().batches());
        return gradients(trainer().gradientOfBatch(index));
    }

    private Gradients gradients(float[] flat) {
        List<LayerParameters> all = layout().unflatten(flat);
        return new Gradients(
                flat[layout().parameters()],
                IntStream.range(0, all.size())
                        .mapToObj(l -> layout().layers().get(l).isFrozen() ? LayerParameters.none() : all.get(l))
                        .toList());
    }

    /** @throws IndexOutOfBoundsException for an index that is no batch's */
    @Override
    public Trace traceOfBatch(int index) {
        Objects.checkIndex(index, trainer().batches());
        return tracer().ofBatch(index);
    }

    /** @throws IndexOutOfBoundsException for an index that is no train sample's */
    @Override
    public Trace traceOfSample(int index) {
        Objects.checkIndex(index, samples().train().size());
        return tracer().ofSample(index);
    }

    private Tracer tracer() {
        return new Tracer(spec(), samples().train(), layout(), trainer());
    }
}
