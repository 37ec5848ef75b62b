package org.nnplayground.engine.djl.session;

import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.script.NetworkCompiler;
import org.nnplayground.engine.djl.torch.NativeMemory;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.TrainingSpec;

/**
 * A compiled program with the tensors of one training: parameters, samples, buffers. It holds native memory until
 * {@link #close}.
 */
final class TrainingProgram implements EpochProgram {

    /** Maximum number of floats in the activations of one evaluation chunk: 8 MiB. */
    private static final int CHUNK_FLOATS = 2 << 20;

    /** Maximum number of multiplications and additions in one evaluation chunk: about 10 ms of one core. */
    private static final long CHUNK_OPERATIONS = 500_000_000;

    private final Layout layout;
    private final LossText loss;
    private final Device device;
    private final NativeMemory memory = new NativeMemory();
    private final Torch.Module module;
    private final SampleTensors samples;
    private final Torch.Value state;
    private final Torch.Value saved;
    private final Torch.Value parameters;
    private final Torch.Value optimizerGroups;
    private final Torch.Value trainingBuffers;
    private final Torch.Value evaluationBuffers;
    private final Torch.Value empty;

    /**
     * @param samples the train set in the order that batches visit it
     * @param state {@code [parameters * (1 + slots)]}: parameters, then the optimizer's state
     */
    TrainingProgram(TrainingSpec spec, Samples samples, ProgramCache cache, Device device, float[] state) {
        this.device = device;
        layout = Layout.of(spec);
        loss = LossText.of(spec.training().loss());
        try {
            module = memory.hold(cache.lease(NetworkCompiler.text(spec))).module();
            this.state = memory.hold(Torch.tensor(device, state, state.length));
            saved = memory.hold(module.call("cloneState", this.state));
            parameters = memory.hold(module.call("parameters", this.state));
            optimizerGroups = memory.hold(module.call("groups", parameters));
            var factors = new float[] {weight(samples.train()), weight(samples.validation()), weight(samples.test())};
            this.samples = memory.hold(new SampleTensors(module, spec, samples, chunkSize(layout), factors, device));
            trainingBuffers = memory.hold(
                    module.call("trainingBuffers", this.state, batches().sizes()));
            evaluationBuffers = memory.hold(module.call("evaluationBuffers", this.state, chunks().sizes()));
            empty = memory.hold(Torch.tensor(device, new int[1], 1, 1));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Number of samples in a full evaluation chunk. It depends on the network only, because the order of floating-point
     * sums depends on it.
     */
    static int chunkSize(Layout layout) {
        long fitting = Math.min(CHUNK_FLOATS / layout.floats(), CHUNK_OPERATIONS / layout.multiplications());
        return (int) Math.clamp(fitting, 64, 4096);
    }

    int chunkSize() {
        return chunkSize(layout);
    }

    Layout layout() {
        return layout;
    }

    private float weight(SampleSet set) {
        return (float) (loss.factor() * scale(set.size()));
    }

    private double scale(double samples) {
        return loss.scale(samples, layout.outputs());
    }

    SampleTensors samples() {
        return samples;
    }

    @Override
    public Chunks batches() {
        return samples.batches();
    }

    Chunks chunks() {
        return samples.chunks();
    }

    @Override
    public int chunkCount() {
        return chunks().count();
    }

    @Override
    public int maxEpochs() {
        return Integer.MAX_VALUE;
    }

    @Override
    public WorkEstimate estimate() {
        return new WorkEstimate(layout, batches().size(), chunks().size());
    }

    @Override
    public float[] state() {
        return state.floats();
    }

    @Override
    public float[] savedState() {
        return saved.floats();
    }

    @Override
    public void replace(float[] other) {
        try (var given = Torch.tensor(device, other, other.length)) {
            module.call("copy", state, given).close();
        }
    }

    @Override
    public void save() {
        module.call("copy", saved, state).close();
    }

    @Override
    public void restore() {
        module.call("copy", state, saved).close();
    }

    @Override
    public void train(Work work, float[] losses) {
        int epochs = work.rates().length;
        disturb(work.fromBatch(), work.inputs());
        try (var rows = Torch.tensor(device, losses, epochs, 3)) {
            train(work, rows);
            System.arraycopy(rows.floats(), 0, losses, 0, losses.length);
        }
    }

    private void train(Work work, Torch.Value losses) {
        long[] sizes = batches().sizes();
        var scales = new double[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            scales[k] = loss.derivativeFactor() * scale(sizes[k]);
        }
        boolean shuffle = work.orders().length > 0;
        try (var arguments = new NativeMemory()) {
            Torch.Value orders = shuffle
                    ? arguments.hold(Torch.tensor(device, work.orders(), work.rates().length, samples.trainSamples()))
                    : empty;
            module.call(
                            "train",
                            parameters,
                            optimizerGroups,
                            trainingBuffers,
                            samples.batchLists()[0],
                            samples.batchLists()[1],
                            samples.batchLists()[2],
                            evaluationBuffers,
                            samples.chunkLists()[0],
                            samples.chunkLists()[2],
                            samples.chunkWeights(),
                            samples.trainSet(),
                            shuffle,
                            orders,
                            work.rates(),
                            work.penalty(),
                            work.updates(),
                            masks(work.masks(), arguments),
                            scales,
                            batches().ranges(work.fromBatch(), work.toBatch()),
                            chunks().ranges(work.fromChunk(), work.toChunk()),
                            losses)
                    .close();
        }
    }

    @Override
    public void reorder(int[] order) {
        samples.reorder(order);
    }

    /**
     * Replaces the inputs of batches, until the train set is reordered.
     *
     * @param inputs {@code DisturbedInputs} from the first batch on; nothing is replaced if they are empty
     */
    void disturb(int firstBatch, float[] inputs) {
        if (inputs.length > 0) {
            samples.disturb(firstBatch * batches().size(), inputs);
        }
    }

    private Torch.Value masks(float[] masks, NativeMemory arguments) {
        return masks.length == 0 ? empty : arguments.hold(Torch.tensor(device, masks, masks.length));
    }

    /** Computes gradients at the current parameters. */
    BackwardPass backwardPass() {
        return new BackwardPass(module, parameters, samples, layout, loss, device);
    }

    // The following methods evaluate samples in chunks of chunkSize(), from fromPiece to toPiece - 1.

    /**
     * @param features {@code [features + 1, n]}
     * @return {@code [outputs][samples of the pieces]}, row-major
     */
    float[] predict(Torch.Value features, int fromPiece, int toPiece) {
        try (var outputs = module.call("predict", parameters, features, chunkSize(), fromPiece, toPiece)) {
            return outputs.floats();
        }
    }

    /** @return {@code [samples of the pieces]}, the activations of one unit */
    float[] unit(Torch.Value features, int fromPiece, int toPiece, int layer, int index) {
        try (var outputs = module.call("unit", parameters, features, chunkSize(), fromPiece, toPiece, layer, index)) {
            return outputs.floats();
        }
    }

    /** @return {@code [units]} of all layers: for how many train samples of the chunks each unit is inactive */
    float[] inactive(int fromPiece, int toPiece) {
        int trainSamples = samples.trainSamples();
        try (var counts = module.call(
                "inactive", parameters, samples.features(), trainSamples, chunkSize(), fromPiece, toPiece)) {
            return counts.floats();
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
