package org.nnplayground.engine.djl.shared;

import java.util.List;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.OutputScale;
import org.nnplayground.engine.djl.session.EpochProgram;
import org.nnplayground.engine.djl.session.SampleTensors;
import org.nnplayground.engine.djl.session.WorkEstimate;
import org.nnplayground.spec.TrainingSpec;

/**
 * One network with its samples, which {@link SharedProgram}s train together with others of its shape, or alone. Its
 * state lies on the Java heap between two calls, so it belongs to no program.
 */
final class SharedNetwork implements EpochProgram {

    private final TrainingSpec spec;
    private final SharedShape shape;
    private final Layout layout;
    private final OutputScale scale;
    private final SharedPrograms programs;
    private final WorkEstimate estimate;
    private final int chunkCount;

    /** {@code [features + 1][samples]}, the sets one after the other, the train set in the order of the batches. */
    private final float[] features;

    /** {@code [outputs][samples]}. */
    private final float[] targets;

    private float[] state;
    private float[] saved;

    /** The order of the epoch in progress, if the order changes every epoch and the epoch is trained in parts. */
    private int[] order = {};

    /** Increases with each change of the state. */
    private long version;

    /** As {@link EpochTrainer.Programs#open}. */
    SharedNetwork(TrainingSpec spec, Samples samples, float[] state, SharedPrograms programs) {
        this.spec = spec;
        this.programs = programs;
        this.state = state.clone();
        this.saved = state.clone();
        shape = SharedShape.of(spec);
        chunkCount = shape.evaluationParts().count();
        layout = Layout.of(spec);
        scale = OutputScale.of(spec, samples.train());
        SampleSet sets = SampleTensors.concatenated(samples);
        features = Feature.matrix(spec.inputs(), samples.columns().size(), sets.x());
        targets = Targets.of(spec).encode(sets);
        estimate = new WorkEstimate(layout, shape.batchSize(), SharedProgram.PIECE);
    }

    TrainingSpec spec() {
        return spec;
    }

    SharedShape shape() {
        return shape;
    }

    Layout layout() {
        return layout;
    }

    OutputScale scale() {
        return scale;
    }

    float[] features() {
        return features;
    }

    float[] targets() {
        return targets;
    }

    long version() {
        return version;
    }

    int[] order() {
        return order;
    }

    @Override
    public Chunks batches() {
        return shape.batches();
    }

    @Override
    public int chunkCount() {
        return chunkCount;
    }

    @Override
    public int maxEpochs() {
        return SharedProgram.maxEpochs(shape, layout, SharedProgram.WIDTH_UNIT);
    }

    @Override
    public WorkEstimate estimate() {
        return estimate;
    }

    /** The state itself, for {@link SharedProgram}. */
    float[] present() {
        return state;
    }

    /** Marks that {@link #present} was changed. */
    void changed() {
        version++;
    }

    @Override
    public float[] state() {
        return state.clone();
    }

    @Override
    public float[] savedState() {
        return saved.clone();
    }

    @Override
    public void replace(float[] other) {
        System.arraycopy(other, 0, state, 0, state.length);
        version++;
    }

    @Override
    public void save() {
        System.arraycopy(state, 0, saved, 0, state.length);
    }

    @Override
    public void restore() {
        replace(saved);
    }

    @Override
    public void train(Work work, float[] losses) {
        programs.alone(this, program -> {
            program.train(List.of(new SharedProgram.Assignment(this, work, losses)));
            return losses;
        });
    }

    @Override
    public void reorder(int[] order) {
        this.order = order;
    }

    /** Holds no native memory of its own. */
    @Override
    public void close() {}
}
