package org.nnplayground.engine.djl;

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

/** One training and the looks into it; {@link SlicedTraining} goes through the epochs. */
final class DjlTrainingSession implements TrainingSession {

    private final List<String> features;
    private final Samples samples;
    private final Layout layout;
    private final OutputScale scale;
    private final BoundaryGrids grids;
    private final SlicedTraining training;

    DjlTrainingSession(
            TrainingSpec spec,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ProgramCache programs,
            BoundaryGrids grids,
            long callNanoseconds) {
        this.samples = samples;
        this.grids = grids;
        features = spec.features();
        layout = Layout.of(spec);
        scale = OutputScale.of(spec, samples.train());
        int slots = UpdateText.of(spec.training().optimizer()).slots();
        int kept = Math.multiplyExact(layout.parameters(), slots);
        Checkpoint start = checkpoint == null
                ? new Checkpoint(0, 0, InitialParameters.draw(spec.network().initializer(), layout), new float[kept])
                : fitting(checkpoint, kept);
        training = new SlicedTraining(spec, samples, programs, callNanoseconds, start);
    }

    private Checkpoint fitting(Checkpoint checkpoint, int kept) {
        int parameters = checkpoint.parameters().length;
        if (parameters != layout.parameters() || checkpoint.optimizerState().length != kept) {
            throw new IllegalArgumentException(
                    "the checkpoint has %d parameters and %d numbers of the optimizer, the network %d and %d"
                            .formatted(parameters, checkpoint.optimizerState().length, layout.parameters(), kept));
        }
        return checkpoint;
    }

    @Override
    public Position position() {
        return training.position();
    }

    @Override
    public Losses losses() {
        return training.losses();
    }

    @Override
    public double learningRate() {
        return training.rate();
    }

    @Override
    public Advance advance(Slice slice) {
        return training.advance(slice);
    }

    @Override
    public void retune(Training retuned) {
        training.retune(retuned);
    }

    @Override
    public Parameters parameters() {
        return new Parameters(layout.unflatten(training.program().state()));
    }

    @Override
    public Gradients gradientsOfTrainSet() {
        return gradients(training.program().gradientOfTrainSet());
    }

    /** @throws IndexOutOfBoundsException for an index that is no batch's */
    @Override
    public Gradients gradientsOfBatch(int index) {
        Objects.checkIndex(index, training.position().batches());
        return gradients(training.gradientOfBatch(index));
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
        float[] matrix = Feature.matrix(features, samples.columns().size(), x);
        float[] flat;
        try (var inputs = Torch.tensor(matrix, features.size() + 1, n)) {
            flat = training.program().predict(inputs);
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
        float[] flat;
        try (var grid = grids.features(BoundaryGrids.Grid.of(features, domain, resolution, column1, column2))) {
            flat = training.program().predict(grid);
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
        Standing standing = training.standing();
        float[] state = training.program().state();
        int size = layout.parameters();
        return new Checkpoint(
                standing.epoch(),
                standing.batch(),
                Arrays.copyOf(state, size),
                Arrays.copyOfRange(state, size, state.length),
                standing.updates(),
                standing.progress());
    }

    @Override
    public void close() {
        training.close();
    }
}
