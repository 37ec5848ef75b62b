package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Domain;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.InactiveUnits;
import org.nnplayground.engine.InactiveUnits.Kind;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * A training session on DJL's PyTorch: {@link SlicedTraining} trains the epochs, this class also computes boundaries,
 * metrics, gradients and traces.
 */
final class DjlTrainingSession implements TrainingSession {

    /** Minimum share of train samples for which a saturated unit's derivative is almost 0. */
    private static final double SATURATED_SHARE = 0.95;

    private final List<String> features;
    private final Samples samples;
    private final Layout layout;
    private final TrainingSpec spec;
    private final OutputScale scale;
    private final BoundaryGrids grids;
    private final Device device;
    private final EpochTrainer trainer;
    private final SlicedTraining training;

    DjlTrainingSession(
            TrainingSpec spec,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ProgramCache programs,
            BoundaryGrids grids,
            ComputeContext workplace,
            long callNanoseconds) {
        this.spec = spec;
        this.samples = samples;
        this.grids = grids;
        device = workplace.device();
        features = spec.features();
        layout = Layout.of(spec);
        scale = OutputScale.of(spec, samples.train());
        int kept = Math.multiplyExact(
                layout.parameters(), spec.training().optimizer().slots());
        Checkpoint start = checkpoint == null
                ? new Checkpoint(0, 0, InitialParameters.draw(spec.network().initializer(), layout), new float[kept])
                : requireSameShape(checkpoint, kept);
        Training inForce =
                start.retuned() == null ? spec.training() : start.retuned().inForce();
        trainer = new EpochTrainer(spec.withTraining(inForce), samples, programs, workplace, callNanoseconds, start);
        training = new SlicedTraining(trainer, start.best());
        if (start.retuned() != null) {
            training.retune(spec.training(), start.retuned().freshRate());
        }
    }

    private Checkpoint requireSameShape(Checkpoint checkpoint, int kept) {
        int parameters = checkpoint.parameters().length;
        if (parameters != layout.parameters() || checkpoint.optimizerState().length != kept) {
            throw new IllegalArgumentException(
                    "the checkpoint has %d parameters and %d numbers of the optimizer, the network %d and %d"
                            .formatted(parameters, checkpoint.optimizerState().length, layout.parameters(), kept));
        }
        Checkpoint.Best best = checkpoint.best();
        if (best != null && best.state().length != layout.parameters() + kept) {
            throw new IllegalArgumentException("the checkpoint's best epoch is of another network");
        }
        return checkpoint;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Position position() {
        TrainingCursor at = trainer.cursor();
        return new Position(at.epoch(), at.batch(), trainer.batches());
    }

    @Override
    public long updates() {
        return trainer.cursor().updates();
    }

    @Override
    public long parametersOf() {
        return trainer.cursor().parametersOf();
    }

    @Override
    public Losses losses() {
        return trainer.losses();
    }

    @Override
    public double learningRate() {
        return trainer.rate();
    }

    @Override
    public Advance advance(Slice slice) {
        return training.advance(slice);
    }

    @Override
    public void retune(Training retuned, boolean freshRate) {
        training.retune(retuned, freshRate);
    }

    @Override
    public Parameters parameters() {
        return new Parameters(layout.unflatten(trainer.program().state()));
    }

    @Override
    public Gradients gradientsOfTrainSet() {
        return gradients(trainer.gradientOfTrainSet());
    }

    /** @throws IndexOutOfBoundsException for an index that is no batch's */
    @Override
    public Gradients gradientsOfBatch(int index) {
        Objects.checkIndex(index, trainer.batches());
        return gradients(trainer.gradientOfBatch(index));
    }

    private Gradients gradients(float[] flat) {
        return new Gradients(flat[layout.parameters()], layout.unflatten(flat));
    }

    /** @throws IndexOutOfBoundsException for an index that is no batch's */
    @Override
    public Trace traceOfBatch(int index) {
        Objects.checkIndex(index, trainer.batches());
        return tracer().ofBatch(index);
    }

    /** @throws IndexOutOfBoundsException for an index that is no train sample's */
    @Override
    public Trace traceOfSample(int index) {
        Objects.checkIndex(index, samples.train().size());
        return tracer().ofSample(index);
    }

    private Tracer tracer() {
        return new Tracer(spec, samples.train(), layout, trainer);
    }

    @Override
    public float[][] predict(double[][] x) {
        int n = x.length;
        if (n == 0) {
            return new float[0][];
        }
        float[] matrix = Feature.matrix(features, samples.columns().size(), x);
        float[] flat;
        try (var inputs = Torch.tensor(device, matrix, features.size() + 1, n)) {
            flat = trainer.inspection().outputs(inputs, n);
        }
        return transpose(flat, n, 0, n);
    }

    /**
     * @param flat {@code [outputs][all]}
     * @return {@code [count][outputs]}
     */
    private float[][] transpose(float[] flat, int all, int from, int count) {
        var outputs = new float[count][layout.outputs()];
        for (int o = 0; o < layout.outputs(); o++) {
            for (int i = 0; i < count; i++) {
                outputs[i][o] = flat[o * all + from + i];
            }
        }
        return outputs;
    }

    @Override
    public Metrics metrics() {
        int train = samples.train().size();
        int test = samples.test().size();
        int all = train + samples.validation().size() + test;
        float[] flat = trainer.inspection().outputs(trainer.program().samples().features(), all);
        float[][] trainOutputs = transpose(flat, all, 0, train);
        // With shuffle "once" the program's train set is permuted: compare the outputs with the permuted samples.
        return Metrics.of(
                spec, trainer.samples().train(), trainOutputs, samples.test(), transpose(flat, all, all - test, test));
    }

    @Override
    public List<InactiveUnits> inactiveUnits() {
        float[] counts = trainer.inspection().inactive();
        var inactive = new ArrayList<InactiveUnits>();
        int first = 0;
        int hidden = layout.layers().size() - 1;
        boolean outputVanishes = !LossText.of(spec.training().loss()).usesWeightedSums();
        for (int l = 0; l <= (outputVanishes ? hidden : hidden - 1); l++) {
            Layout.Layer layer = layout.layers().get(l);
            boolean dies = layer.activation() == Activation.RELU;
            double least = (dies ? 1 : SATURATED_SHARE) * samples.train().size();
            int offset = first;
            List<Integer> units = IntStream.range(0, layer.units())
                    .filter(unit -> counts[offset + unit] >= least)
                    .boxed()
                    .toList();
            if (!units.isEmpty()) {
                inactive.add(new InactiveUnits(dies ? Kind.DEAD : Kind.SATURATED, l, units));
            }
            first += layer.units();
        }
        return inactive;
    }

    /** @throws IllegalArgumentException if the parameters are of another shape, or not finite */
    @Override
    public void replace(Parameters parameters) {
        training.replace(layout.flatten(parameters.layers()));
    }

    @Override
    public @Nullable Best best() {
        return training.best();
    }

    @Override
    public void restoreBest() {
        training.restoreBest();
    }

    @Override
    public void clearBest() {
        training.clearBest();
    }

    @Override
    public Boundary boundary(View.Grid grid) {
        int columns = samples.columns().size();
        return grid.column1() < columns && grid.column2() < columns
                ? boundary(grid.resolution(), grid.column1(), grid.column2())
                : boundary(grid.resolution(), 0, Math.min(1, columns - 1));
    }

    @Override
    public Boundary boundary(int resolution, int column1, int column2) {
        float[] flat = evaluateOnGrid(resolution, column1, column2, trainer.inspection()::outputs);
        int points = resolution * resolution;
        var values = new float[layout.outputs()][];
        for (int o = 0; o < values.length; o++) {
            values[o] = Arrays.copyOfRange(flat, o * points, (o + 1) * points);
        }
        return boundary(resolution, column1, column2, scale, values);
    }

    /** @throws IndexOutOfBoundsException for a layer or unit that is not there */
    @Override
    public Boundary boundary(int resolution, int column1, int column2, int layer, int unit) {
        Layout.Layer of = layout.layers().get(layer);
        Objects.checkIndex(unit, of.units());
        float[] values = evaluateOnGrid(
                resolution, column1, column2, (grid, n) -> trainer.inspection().unit(grid, n, layer, unit));
        return boundary(resolution, column1, column2, OutputScale.of(of.activation(), spec, samples.train()), values);
    }

    private float[] evaluateOnGrid(
            int resolution, int column1, int column2, BiFunction<Torch.Value, Integer, float[]> network) {
        try (var grid = grids.features(
                BoundaryGrids.Grid.of(device, features, samples.domain(), resolution, column1, column2))) {
            return network.apply(grid, resolution * resolution);
        }
    }

    private Boundary boundary(int resolution, int column1, int column2, OutputScale scale, float[]... values) {
        Domain domain = samples.domain();
        return new Boundary(
                resolution,
                List.of(samples.columns().get(column1), samples.columns().get(column2)),
                new double[][] {
                    {domain.minimum()[column1], domain.maximum()[column1]},
                    {domain.minimum()[column2], domain.maximum()[column2]}
                },
                scale.minimum(),
                scale.maximum(),
                values);
    }

    @Override
    public Checkpoint checkpoint() {
        int size = layout.parameters();
        Checkpoint.Best best = training.bestState();
        Checkpoint plain = trainer.cursor().checkpoint(trainer.program().state(), size);
        return new Checkpoint(
                plain.epoch(),
                plain.batch(),
                plain.parametersOf(),
                plain.parameters(),
                plain.optimizerState(),
                plain.updates(),
                plain.schedule(),
                training.retuned(),
                trainer.isBetweenEpochs()
                        ? null
                        : trainer.savedCursor().checkpoint(trainer.program().savedState(), size),
                best);
    }

    @Override
    public void close() {
        training.close();
    }
}
