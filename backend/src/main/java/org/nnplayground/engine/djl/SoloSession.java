package org.nnplayground.engine.djl;

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
import org.nnplayground.engine.Trace;
import org.nnplayground.spec.TrainingSpec;

/** A session of one network with a program of its own. */
final class SoloSession extends DjlTrainingSession<TrainingProgram> {

    SoloSession(
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
    }

    @Override
    SoloTrainer trainer() {
        return (SoloTrainer) super.trainer();
    }

    @Override
    float[] outputsOfSamples() {
        SampleTensors tensors = trainer().program().samples();
        return trainer()
                .inspection()
                .outputs(tensors.features(), tensors.chunks().samples());
    }

    @Override
    float[] inactiveCounts() {
        return trainer().inspection().inactive();
    }

    @Override
    float[] outputs(Torch.Value points, int n) {
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
