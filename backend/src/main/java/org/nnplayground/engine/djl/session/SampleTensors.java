package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import java.util.stream.Stream;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.torch.NativeMemory;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;

/**
 * The samples of one training in native memory: the train set in batches, and the concatenated sets in evaluation
 * chunks.
 */
public final class SampleTensors implements AutoCloseable {

    private final NativeMemory memory = new NativeMemory();
    private final Torch.Module module;
    private final Device device;
    private final int trainSamples;

    /** Of the features, and one of ones. */
    private final int rows;

    private final Chunks batches;
    private final Chunks chunks;
    private final Torch.Value features;
    private final Torch.Value trainSet;
    private final Torch.Value[] batchLists;
    private final Torch.Value[] chunkLists;
    private final Torch.Value chunkWeights;

    /**
     * @param samples the train set in the order that batches visit it
     * @param factors for each of the three sets, the weight of a sample in the mean
     */
    public SampleTensors(
            Torch.Module module, TrainingSpec spec, Samples samples, int chunkSize, float[] factors, Device device) {
        this.module = module;
        this.device = device;
        trainSamples = samples.train().size();
        rows = spec.features().size() + 1;
        batches = new Chunks(trainSamples, Math.min(spec.training().batchSize(), trainSamples));
        SampleSet sets = concatenated(samples);
        int all = sets.size();
        chunks = new Chunks(all, Math.min(all, chunkSize));
        try {
            float[] matrix = Feature.matrix(spec.inputs(), samples.columns().size(), sets.x());
            features = memory.hold(Torch.tensor(device, matrix, rows, all));
            Torch.Value targets =
                    memory.hold(Torch.tensor(device, Targets.of(spec).encode(sets), spec.outputs(), all));
            Torch.Value weights = memory.hold(Torch.tensor(device, weights(samples, all, factors), 3, all));
            boolean copied = isCopied(spec);
            trainSet = memory.hold(module.call("trainSet", features, targets, trainSamples, copied));
            batchLists =
                    memory.hold(module.call("batches", trainSet, batches.size()).unpack());
            chunkLists = memory.hold(
                    module.call("samples", features, targets, chunks.size()).unpack());
            chunkWeights = memory.hold(module.call("columns", weights, chunks.size()));
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** Whether batches have samples of their own, which change from epoch to epoch. */
    static boolean isCopied(TrainingSpec spec) {
        return spec.training().shuffle() == Shuffle.EVERY_EPOCH
                || spec.data().corruption().isActive();
    }

    /** The train, validation and test set, one after the other. */
    public static SampleSet concatenated(Samples samples) {
        var sets = new SampleSet[] {samples.train(), samples.validation(), samples.test()};
        return new SampleSet(
                Arrays.stream(sets).flatMap(set -> Arrays.stream(set.x())).toArray(double[][]::new),
                Arrays.stream(sets).flatMap(set -> Arrays.stream(set.y())).toArray(double[][]::new));
    }

    /** {@code [3][all]}: the weight of each sample in the mean of each set. */
    private static float[] weights(Samples samples, int all, float[] factors) {
        var weights = new float[3 * all];
        int first = 0;
        int row = 0;
        for (SampleSet set : new SampleSet[] {samples.train(), samples.validation(), samples.test()}) {
            Arrays.fill(weights, row * all + first, row * all + first + set.size(), factors[row]);
            first += set.size();
            row++;
        }
        return weights;
    }

    public Chunks batches() {
        return batches;
    }

    public Chunks chunks() {
        return chunks;
    }

    public int trainSamples() {
        return trainSamples;
    }

    /** {@code [features + 1, all]}, the concatenated sets. */
    public Torch.Value features() {
        return features;
    }

    /** Three lists with one element for each batch: features, transposed features, targets. */
    public Torch.Value[] batchLists() {
        return batchLists;
    }

    /** As {@link #batchLists}, of the chunks. */
    Torch.Value[] chunkLists() {
        return chunkLists;
    }

    /** List of {@code [3, samples]}. */
    Torch.Value chunkWeights() {
        return chunkWeights;
    }

    /** The argument of {@code SampleText.reorder}. */
    public Torch.Value trainSet() {
        return trainSet;
    }

    /** Lists of the train set in its original order, in evaluation chunks; the caller closes them. */
    public Torch.Value[] originalChunks() {
        return module.call("originalChunks", trainSet, chunks.size()).unpack();
    }

    /** Reorders the train set for an epoch that is trained in parts; the program itself does it for whole epochs. */
    public void reorder(int[] order) {
        try (var indices = Torch.tensor(device, order, order.length)) {
            module.call("reorder", trainSet, indices).close();
        }
    }

    /**
     * Replaces what the batches see from a sample on, in their order.
     *
     * @param inputs {@code [features + 1][samples]}, row-major
     */
    public void disturb(int firstSample, float[] inputs) {
        try (var given = Torch.tensor(device, inputs, rows, inputs.length / rows)) {
            module.call("disturb", trainSet, given, firstSample).close();
        }
    }

    @Override
    public void close() {
        memory.close();
    }

    static void closeAll(Torch.Value[] values) {
        Stream.of(values).forEach(Torch.Value::close);
    }
}
