package org.nnplayground.engine.djl.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Domain;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.InactiveUnits;
import org.nnplayground.engine.InactiveUnits.Kind;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.QuantisedBoundary;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.engine.djl.draws.GibbsDraws;
import org.nnplayground.engine.djl.draws.InitialParameters;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.OutputScale;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.engine.rbm.BoltzmannMachine;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * A training session on DJL's PyTorch: {@link SlicedTraining} trains the epochs; the subclasses say with which program,
 * and evaluate the network.
 *
 * @param <P> the kind of program
 */
public abstract class DjlTrainingSession<P extends EpochProgram> implements TrainingSession {

    /** Minimum share of train samples for which a saturated unit's derivative is almost 0. */
    private static final double SATURATED_SHARE = 0.95;

    private final List<String> features;
    private final Samples samples;
    private final Layout layout;
    private final TrainingSpec spec;
    private final OutputScale scale;
    private final Device device;
    private final BoundaryGrids grids;
    private final EpochTrainer<P> trainer;
    private final SlicedTraining training;

    /**
     * @param opening the trainer of the spec as it is in force at a checkpoint
     * @throws IllegalArgumentException if the checkpoint belongs to a network of another shape
     */
    protected DjlTrainingSession(
            TrainingSpec spec,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            BoundaryGrids grids,
            Device device,
            BiFunction<TrainingSpec, Checkpoint, EpochTrainer<P>> opening) {
        this.spec = spec;
        this.samples = samples;
        this.device = device;
        this.grids = grids;
        features = spec.inputs();
        layout = Layout.of(spec);
        scale = OutputScale.of(spec, samples.train());
        float[] chains = GibbsDraws.firstChains(spec);
        int slots = Math.multiplyExact(
                layout.parameters(), spec.training().optimizer().slots());
        int kept = Math.addExact(slots, chains.length);
        Checkpoint start = checkpoint == null
                ? new Checkpoint(0, 0, InitialParameters.draw(spec, layout), initialState(slots, chains))
                : requireSameShape(checkpoint, kept);
        Training inForce =
                start.retuned() == null ? spec.training() : start.retuned().inForce();
        trainer = opening.apply(spec.withTraining(inForce), start);
        training = new SlicedTraining(trainer, start.best());
        if (start.retuned() != null) {
            training.retune(spec.training(), start.retuned().freshRate());
        }
    }

    private static float[] initialState(int slots, float[] chains) {
        var state = new float[slots + chains.length];
        System.arraycopy(chains, 0, state, slots, chains.length);
        return state;
    }

    public EpochTrainer<P> trainer() {
        return trainer;
    }

    public SlicedTraining training() {
        return training;
    }

    protected TrainingSpec spec() {
        return spec;
    }

    protected Samples samples() {
        return samples;
    }

    @Override
    public final SampleSet trainSamples() {
        return samples.train();
    }

    protected Layout layout() {
        return layout;
    }

    protected OutputScale scale() {
        return scale;
    }

    /** @return {@code [outputs][samples]} of all sets, the train set in the order of {@link EpochTrainer#samples} */
    protected abstract float[] outputsOfSamples();

    /** @return {@code [units]}: for how many train samples each unit is inactive */
    protected abstract float[] inactiveCounts();

    /** @return {@code [outputs][n]} */
    protected abstract float[] outputs(Torch.Value points, int n);

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
    public float[][] predict(double[][] x) {
        int n = x.length;
        if (n == 0) {
            return new float[0][];
        }
        float[] matrix = Feature.matrix(
                features, samples.columns().size(), samples.scaling().of(x));
        float[] flat;
        try (var inputs = Torch.tensor(device, matrix, features.size() + 1, n)) {
            flat = outputs(inputs, n);
        }
        var outputs = new float[n][layout.outputs()];
        for (int i = 0; i < n; i++) {
            for (int o = 0; o < layout.outputs(); o++) {
                outputs[i][o] = flat[o * n + i];
            }
        }
        return outputs;
    }

    @Override
    public Metrics metrics() {
        // With shuffle "once" the program's train set is permuted: compare the outputs with the permuted samples.
        Metrics metrics = Metrics.of(spec, trainer.samples(), outputsOfSamples());
        return spec.isRbm() ? metrics.with(logLikelihood()) : metrics;
    }

    private Metrics.@Nullable LogLikelihood logLikelihood() {
        double[] means = BoltzmannMachine.of(parameters())
                .logLikelihoods(samples.train().y(), samples.test().y());
        return means == null ? null : new Metrics.LogLikelihood(means[0], means[1]);
    }

    @Override
    public float[][] dreams() {
        return spec.isRbm()
                ? BoltzmannMachine.of(parameters()).dreams(spec.training().seed())
                : new float[0][];
    }

    @Override
    public List<InactiveUnits> inactiveUnits() {
        float[] counts = inactiveCounts();
        var inactive = new ArrayList<InactiveUnits>();
        int first = 0;
        int hidden = layout.layers().size() - 1;
        boolean outputVanishes = !LossText.of(spec.training().loss()).usesWeightedSums();
        for (int l = 0; l <= (outputVanishes ? hidden : hidden - 1); l++) {
            Layout.Layer layer = layout.layers().get(l);
            boolean dies = layer.activation() == Activation.RELU;
            double least = (dies ? 1 : SATURATED_SHARE) * samples.train().size();
            int offset = first;
            List<Integer> units = IntStream.range(0, layer.channels())
                    .filter(unit -> counts[offset + unit] >= least)
                    .boxed()
                    .toList();
            if (!units.isEmpty()) {
                inactive.add(new InactiveUnits(dies ? Kind.DEAD : Kind.SATURATED, l, units));
            }
            first += layer.channels();
        }
        return inactive;
    }

    /** @throws IllegalArgumentException if the parameters are of another shape, or not finite */
    @Override
    public void replace(Parameters parameters) {
        float[] flat = layout.flatten(parameters.layers());
        training.replace(spec.isRbm() ? layout.tied(flat) : flat);
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
        View.Grid of = existing(grid);
        return boundary(of.resolution(), of.column1(), of.column2());
    }

    /** The grid, over the first columns if the data lack those that it names. */
    private View.Grid existing(View.Grid grid) {
        int columns = samples.columns().size();
        return grid.column1() < columns && grid.column2() < columns
                ? grid
                : new View.Grid(grid.resolution(), 0, Math.min(1, columns - 1));
    }

    /** The grid of a view on the input plane. */
    public BoundaryGrids.Grid grid(View.Grid grid) {
        View.Grid of = existing(grid);
        return grid(of.resolution(), of.column1(), of.column2());
    }

    @Override
    public Boundary boundary(int resolution, int column1, int column2) {
        int points = resolution * resolution;
        float[] flat = onGrid(resolution, column1, column2, grid -> outputs(grid, points));
        var values = new float[layout.outputs()][];
        for (int o = 0; o < values.length; o++) {
            values[o] = Arrays.copyOfRange(flat, o * points, (o + 1) * points);
        }
        return boundary(resolution, column1, column2, scale, values);
    }

    float[] onGrid(int resolution, int column1, int column2, Function<Torch.Value, float[]> network) {
        try (var points = grids.features(grid(resolution, column1, column2))) {
            return network.apply(points);
        }
    }

    /** Evaluates the grid of a view and its points. */
    protected <T> T withGrid(View.Grid grid, BiFunction<BoundaryGrids.Grid, Torch.Value, T> network) {
        BoundaryGrids.Grid on = grid(grid);
        try (var points = grids.features(on)) {
            return network.apply(on, points);
        }
    }

    private BoundaryGrids.Grid grid(int resolution, int column1, int column2) {
        return BoundaryGrids.Grid.of(
                device, features, samples.scaling(), samples.domain(), resolution, column1, column2);
    }

    /** @param values {@code [outputs][points]} */
    protected Boundary boundary(int resolution, int column1, int column2, OutputScale scale, float[]... values) {
        return new Boundary(
                resolution,
                columns(column1, column2),
                domain(column1, column2),
                scale.minimum(),
                scale.maximum(),
                values);
    }

    /** @param pixels {@code [outputs * points]} */
    protected QuantisedBoundary quantised(View.Grid grid, byte[] pixels) {
        View.Grid of = existing(grid);
        return new QuantisedBoundary(
                of.resolution(),
                columns(of.column1(), of.column2()),
                domain(of.column1(), of.column2()),
                scale.minimum(),
                scale.maximum(),
                pixels);
    }

    private List<String> columns(int column1, int column2) {
        return List.of(samples.columns().get(column1), samples.columns().get(column2));
    }

    private double[][] domain(int column1, int column2) {
        Domain domain = samples.domain();
        return new double[][] {
            {domain.minimum()[column1], domain.maximum()[column1]},
            {domain.minimum()[column2], domain.maximum()[column2]}
        };
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
