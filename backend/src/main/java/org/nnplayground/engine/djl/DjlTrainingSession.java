package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Domain;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * One training on a {@link TrainingProgram}. A native call does whole epochs, as many as fit {@link #CALL_NANOSECONDS},
 * or for a large network a part of one: some batches, then some chunks of the evaluation. However it is cut, the same
 * operations follow each other on the same tensors, so the numbers are the same.
 */
final class DjlTrainingSession implements TrainingSession {

    /** What one native call may take, so that others get their turn. */
    private static final long CALL_NANOSECONDS = 20_000_000;

    private static final int EPOCHS_PER_CALL = 10_000;

    /** Sample indices that one call may be given. */
    private static final int ORDERED_PER_CALL = 1 << 20;

    private final Samples samples;
    private final Layout layout;
    private final ProgramCache programs;
    private final BoundaryGrids grids;
    private final VisitingOrder order;
    private final OutputScale scale;

    private TrainingSpec spec;
    private @Nullable Training retuned;
    private TrainingProgram program;
    private WorkEstimate estimate;

    private long epoch;
    private int batch;
    /** Chunks of the evaluation that are done after the last batch of the epoch in progress. */
    private int chunk;
    /** The shares that those chunks have in the losses; null where there are none. */
    private Torch.@Nullable Value shares;

    /** Where the state stood that the program has saved: the last one that is known to be finite. */
    private long savedEpoch;

    private int savedBatch;

    /** The epoch whose order the train set is in; -1 for that of the data. */
    private long orderedEpoch = -1;

    private @Nullable Losses losses;
    private boolean closed;

    DjlTrainingSession(
            TrainingSpec spec,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ProgramCache programs,
            BoundaryGrids grids) {
        this.spec = spec;
        this.samples = samples;
        this.programs = programs;
        this.grids = grids;
        layout = Layout.of(spec);
        order = VisitingOrder.of(spec.training(), samples.train().size());
        scale = OutputScale.of(spec, samples.train());
        float[] state =
                checkpoint == null ? InitialParameters.draw(spec.network().initializer(), layout) : state(checkpoint);
        program = open(state);
        estimate = program.estimate();
        if (checkpoint != null) {
            epoch = checkpoint.epoch();
            batch = Math.min(checkpoint.batch(), program.batches().count());
        }
        savedEpoch = epoch;
        savedBatch = batch;
    }

    private float[] state(Checkpoint checkpoint) {
        int size = layout.parameters();
        if (checkpoint.parameters().length != size) {
            throw new IllegalArgumentException(
                    "the checkpoint has " + checkpoint.parameters().length + " parameters, the network " + size);
        }
        float[] state = Arrays.copyOf(checkpoint.parameters(), size + checkpoint.optimizerState().length);
        System.arraycopy(checkpoint.optimizerState(), 0, state, size, checkpoint.optimizerState().length);
        return state;
    }

    private TrainingProgram open(float[] state) {
        var visited = new Samples(
                samples.columns(),
                order.fixed(samples.train()),
                samples.validation(),
                samples.test(),
                samples.domain());
        return new TrainingProgram(spec, visited, programs, state);
    }

    @Override
    public Position position() {
        return new Position(epoch, batch, program.batches().count());
    }

    @Override
    public Losses losses() {
        Losses present = losses;
        if (present == null) {
            try (var row = program.noLosses(1)) {
                program.trainPart(0, 0, 0, 0, 0, program.chunks().count(), row);
                present = losses(row.floats(), 0);
            }
            losses = present;
        }
        return present;
    }

    private Losses losses(float[] rows, int row) {
        return new Losses(
                rows[3 * row],
                samples.validation().size() == 0 ? Double.NaN : rows[3 * row + 1],
                samples.test().size() == 0 ? Double.NaN : rows[3 * row + 2]);
    }

    @Override
    public double learningRate() {
        return rate(epoch);
    }

    private double rate(long ofEpoch) {
        Training training = spec.training();
        return training.schedule().rate(training.optimizer().learningRate(), ofEpoch);
    }

    private double penalty() {
        return spec.training().regularization().rate();
    }

    @Override
    public Advance advance(Slice slice) {
        long from = epoch;
        long start = System.nanoTime();
        var done = new ArrayList<Losses>();
        Divergence divergence = null;
        long spent = 0;
        while (divergence == null && epoch < slice.untilEpoch() && (spent == 0 || spent < slice.nanoseconds())) {
            long budget = Math.min(CALL_NANOSECONDS, slice.nanoseconds() - spent);
            divergence = isBetweenEpochs() && isWithinACall()
                    ? advanceEpochs(fitting(slice.untilEpoch() - epoch, budget), done)
                    : advancePart(done);
            spent = Math.max(1, System.nanoTime() - start);
        }
        return new Advance(from + 1, done.toArray(Losses[]::new), divergence);
    }

    private boolean isBetweenEpochs() {
        return batch == 0 && chunk == 0;
    }

    private double nanosecondsPerEpoch() {
        return estimate.nanoseconds(program.batches().count(), program.chunks().count());
    }

    private boolean isWithinACall() {
        return nanosecondsPerEpoch() <= CALL_NANOSECONDS;
    }

    private int fitting(long epochs, long nanoseconds) {
        long fit = (long) (nanoseconds / nanosecondsPerEpoch());
        if (order.changes()) {
            fit = Math.min(fit, ORDERED_PER_CALL / order.samples());
        }
        return (int) Math.clamp(fit, 1, Math.min(epochs, EPOCHS_PER_CALL));
    }

    private void save() {
        program.save();
        savedEpoch = epoch;
        savedBatch = batch;
    }

    private @Nullable Divergence advanceEpochs(int epochs, List<Losses> done) {
        save();
        long start = System.nanoTime();
        float[] rows = trainEpochs(epochs);
        estimate.learn(
                (double) epochs * program.batches().count(),
                (double) epochs * program.chunks().count(),
                System.nanoTime() - start);
        int finite = 0;
        while (finite < epochs && isFinite(rows, finite)) {
            finite++;
        }
        if (finite < epochs) {
            restore();
            if (finite > 0) {
                trainEpochs(finite);
            }
        }
        for (int e = 0; e < finite; e++) {
            losses = losses(rows, e);
            done.add(losses);
        }
        epoch += finite;
        return finite < epochs ? new Divergence(epoch + 1, losses().train()) : null;
    }

    private float[] trainEpochs(int epochs) {
        var rates = new double[epochs];
        for (int e = 0; e < epochs; e++) {
            rates[e] = rate(epoch + e);
        }
        if (order.changes()) {
            orderedEpoch = epoch + epochs - 1;
        }
        return program.trainEpochs(rates, penalty(), order.of(epoch, epochs));
    }

    /** The rest of the batches of the epoch in progress as far as they fit a call, or of the chunks after them. */
    private @Nullable Divergence advancePart(List<Losses> done) {
        if (isBetweenEpochs()) {
            save();
        }
        Torch.Value row = shares;
        if (row == null) {
            row = program.noLosses(1);
            shares = row;
        }
        int batches = program.batches().count();
        int chunks = program.chunks().count();
        boolean training = batch < batches;
        int toBatch = training ? batch + fittingPart(batches - batch, estimate.nanoseconds(1, 0)) : batch;
        int toChunk = training ? chunk : chunk + fittingPart(chunks - chunk, estimate.nanoseconds(0, 1));
        order();
        long start = System.nanoTime();
        program.trainPart(rate(epoch), penalty(), batch, toBatch, chunk, toChunk, row);
        estimate.learn(toBatch - batch, toChunk - chunk, System.nanoTime() - start);
        batch = toBatch;
        chunk = toChunk;
        losses = null;
        return chunk == chunks ? endEpoch(row.floats(), done) : null;
    }

    private int fittingPart(int left, double nanosecondsEach) {
        return (int) Math.clamp((long) (CALL_NANOSECONDS / nanosecondsEach), 1, left);
    }

    private @Nullable Divergence endEpoch(float[] row, List<Losses> done) {
        forgetShares();
        if (!isFinite(row, 0)) {
            restore();
            return new Divergence(epoch + 1, losses().train());
        }
        losses = losses(row, 0);
        done.add(losses);
        epoch++;
        batch = 0;
        Training next = retuned;
        if (next != null) {
            retune(next);
        }
        return null;
    }

    private void forgetShares() {
        chunk = 0;
        if (shares != null) {
            shares.close();
            shares = null;
        }
    }

    private void restore() {
        program.restore();
        epoch = savedEpoch;
        batch = savedBatch;
        losses = null;
    }

    private static boolean isFinite(float[] rows, int row) {
        // The weights of a set that is not there are 0: its share is finite unless another one's is not.
        return Float.isFinite(rows[3 * row]) && Float.isFinite(rows[3 * row + 1]) && Float.isFinite(rows[3 * row + 2]);
    }

    /** Puts the train set into the order of the epoch in progress or next. */
    private void order() {
        if (order.changes() && orderedEpoch != epoch) {
            program.reorder(order.of(epoch));
            orderedEpoch = epoch;
        }
    }

    @Override
    public void retune(Training training) {
        if (!isBetweenEpochs()) {
            retuned = training;
            return;
        }
        retuned = null;
        Training before = spec.training();
        spec = spec.withTraining(training);
        if (training.batchSize() == before.batchSize()
                && training.regularization().type() == before.regularization().type()) {
            return;
        }
        TrainingProgram old = program;
        program = open(old.state());
        old.close();
        estimate = program.estimate();
        orderedEpoch = -1;
    }

    @Override
    public Parameters parameters() {
        return new Parameters(layout.unflatten(program.state()));
    }

    @Override
    public Gradients gradientsOfTrainSet() {
        return gradients(program.gradientOfTrainSet());
    }

    /** @throws IndexOutOfBoundsException for an index that is no batch's */
    @Override
    public Gradients gradientsOfBatch(int index) {
        order();
        return gradients(program.gradientOfBatch(
                Objects.checkIndex(index, program.batches().count())));
    }

    private Gradients gradients(float[] flat) {
        return new Gradients(flat[layout.parameters()], layout.unflatten(flat));
    }

    @Override
    public float[][] predict(double[][] x) {
        int n = x.length;
        if (n == 0) {
            return new float[0][];
        }
        float[] matrix = Feature.matrix(spec.features(), samples.columns().size(), x);
        float[] flat;
        try (var features = Torch.tensor(matrix, spec.features().size() + 1, n)) {
            flat = program.predict(features);
        }
        var outputs = new float[n][layout.outputs()];
        for (int o = 0; o < layout.outputs(); o++) {
            for (int i = 0; i < n; i++) {
                outputs[i][o] = flat[o * n + i];
            }
        }
        return outputs;
    }

    @Override
    public Boundary boundary(int resolution, int column1, int column2) {
        Domain domain = samples.domain();
        var grid = BoundaryGrids.Grid.of(
                spec.features(), resolution, column1, column2, domain.minimum(), domain.maximum(), domain.mean());
        float[] flat;
        try (var features = grids.features(grid)) {
            flat = program.predict(features);
        }
        int points = resolution * resolution;
        var values = new float[layout.outputs()][];
        for (int o = 0; o < values.length; o++) {
            values[o] = Arrays.copyOfRange(flat, o * points, (o + 1) * points);
        }
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
        float[] state = program.state();
        int size = layout.parameters();
        return new Checkpoint(epoch, batch, Arrays.copyOf(state, size), Arrays.copyOfRange(state, size, state.length));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            forgetShares();
            program.close();
        }
    }
}
