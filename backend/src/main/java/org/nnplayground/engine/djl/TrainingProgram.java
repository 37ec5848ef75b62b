package org.nnplayground.engine.djl;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;

/**
 * A compiled program together with the tensors of one training: parameters, samples, buffers. All that it holds is
 * native memory, freed by {@link #close}.
 */
final class TrainingProgram implements AutoCloseable {

    /** Floats that the activations of one evaluated piece may take together: 8 MiB. */
    private static final int CHUNK_FLOATS = 2 << 20;

    private final Layout layout;
    private final LossText loss;
    private final Pieces batches;
    private final Pieces chunks;
    private final int trainSamples;
    private final Torch.Module module;

    /** In the order of opening; closed the other way round. */
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    private final Torch.Value state;
    private final Torch.Value saved;
    private final Torch.Value parameters;
    private final Torch.Value trainSet;
    private final Torch.Value workspaces;
    private final Torch.Value gauges;
    private final Torch.Value[] batchLists;
    private final Torch.Value[] chunkLists;
    private final Torch.Value chunkWeights;
    private final Torch.Value noOrders;

    /**
     * @param samples the train set in the order that batches visit it
     * @param state {@code [parameters * (1 + slots)]}: parameters, then what the optimizer keeps
     */
    TrainingProgram(TrainingSpec spec, Samples samples, ProgramCache cache, float[] state) {
        layout = Layout.of(spec);
        loss = LossText.of(spec.training().loss());
        trainSamples = samples.train().size();
        batches = new Pieces(trainSamples, Math.min(spec.training().batchSize(), trainSamples));
        int all = trainSamples + samples.validation().size() + samples.test().size();
        chunks = new Pieces(all, Math.min(all, chunkSize(layout)));
        try {
            var lease = cache.lease(NetworkCompiler.text(spec));
            held.push(lease);
            module = lease.module();
            this.state = hold(() -> Torch.tensor(state, state.length));
            saved = hold(() -> Torch.tensor(state, state.length));
            parameters = hold(() -> module.call("parameters", this.state));
            SampleSet sets = concatenated(samples);
            int rows = spec.features().size() + 1;
            Torch.Value x = hold(() -> Torch.tensor(
                    Feature.matrix(spec.features(), samples.columns().size(), sets.x()), rows, all));
            Torch.Value y = hold(() -> Torch.tensor(Targets.of(spec).encode(sets), layout.outputs(), all));
            Torch.Value weights = hold(() -> Torch.tensor(weights(samples, all), 3, all));
            boolean copied = spec.training().shuffle() == Shuffle.EVERY_EPOCH;
            trainSet = hold(() -> module.call("trainSet", x, y, trainSamples, copied));
            batchLists =
                    holdAll(module.call("batches", trainSet, batches.size()).unpack());
            workspaces = hold(() -> module.call("workspaces", (Object) batches.sizes()));
            chunkLists = holdAll(module.call("samples", x, y, chunks.size()).unpack());
            chunkWeights = hold(() -> module.call("columns", weights, chunks.size()));
            gauges = hold(() -> module.call("gauges", (Object) chunks.sizes()));
            noOrders = hold(() -> Torch.tensor(new int[1], 1, 1));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static int chunkSize(Layout layout) {
        return Math.clamp(CHUNK_FLOATS / layout.units(), 64, 4096);
    }

    private Torch.Value hold(Supplier<Torch.Value> open) {
        Torch.Value value = open.get();
        held.push(value);
        return value;
    }

    private Torch.Value[] holdAll(Torch.Value[] values) {
        for (Torch.Value value : values) {
            held.push(value);
        }
        return values;
    }

    private static SampleSet concatenated(Samples samples) {
        var sets = new SampleSet[] {samples.train(), samples.validation(), samples.test()};
        return new SampleSet(
                Arrays.stream(sets).flatMap(set -> Arrays.stream(set.x())).toArray(double[][]::new),
                Arrays.stream(sets).flatMap(set -> Arrays.stream(set.y())).toArray(double[][]::new));
    }

    /** {@code [3][all]}: what a sample's value counts in the mean of each set. */
    private float[] weights(Samples samples, int all) {
        var weights = new float[3 * all];
        int first = 0;
        int row = 0;
        for (SampleSet set : new SampleSet[] {samples.train(), samples.validation(), samples.test()}) {
            float weight = (float) (loss.factor() * scale(set.size()));
            Arrays.fill(weights, row * all + first, row * all + first + set.size(), weight);
            first += set.size();
            row++;
        }
        return weights;
    }

    Pieces batches() {
        return batches;
    }

    Pieces chunks() {
        return chunks;
    }

    int trainSamples() {
        return trainSamples;
    }

    WorkEstimate estimate() {
        return new WorkEstimate(layout, batches.size(), chunks.size());
    }

    /** {@code [parameters * (1 + slots)]}, as they are now. */
    float[] state() {
        return state.floats();
    }

    /** Keeps the state as it is now, for {@link #restore}. */
    void save() {
        module.call("copy", saved, state).close();
    }

    void restore() {
        module.call("copy", state, saved).close();
    }

    /** A row of losses, 0 at first, for {@link #trainPart}. */
    Torch.Value noLosses(int epochs) {
        return Torch.tensor(new float[3 * epochs], epochs, 3);
    }

    /** Puts the train set into the order of an epoch; in {@link #trainEpochs} that is done by the program. */
    void reorder(int[] order) {
        try (var indices = Torch.tensor(order, order.length)) {
            module.call("reorder", trainSet, indices).close();
        }
    }

    /**
     * Trains whole epochs.
     *
     * @param rates the learning rate of each
     * @param orders {@code [epochs * trainSamples]}, the order of each; empty where the order stays as it is
     * @return {@code [epochs][3]}, row-major: the loss of each set after each epoch, not finite where a loss or a
     *     parameter is not
     */
    float[] trainEpochs(double[] rates, double penalty, int[] orders) {
        try (var losses = noLosses(rates.length)) {
            if (orders.length == 0) {
                train(rates, penalty, false, noOrders, 0, batches.count(), 0, chunks.count(), losses);
            } else {
                try (var indices = Torch.tensor(orders, rates.length, trainSamples)) {
                    train(rates, penalty, true, indices, 0, batches.count(), 0, chunks.count(), losses);
                }
            }
            return losses.floats();
        }
    }

    /**
     * Does a part of an epoch: batches {@code fromBatch} to {@code toBatch - 1}, then chunks of the evaluation.
     *
     * @param losses {@code [1, 3]}, to which the chunks' shares are added
     */
    void trainPart(
            double rate, double penalty, int fromBatch, int toBatch, int fromChunk, int toChunk, Torch.Value losses) {
        train(new double[] {rate}, penalty, false, noOrders, fromBatch, toBatch, fromChunk, toChunk, losses);
    }

    private void train(
            double[] rates,
            double penalty,
            boolean shuffle,
            Torch.Value orders,
            int fromBatch,
            int toBatch,
            int fromChunk,
            int toChunk,
            Torch.Value losses) {
        long[] sizes = batches.sizes();
        var scales = new double[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            scales[k] = loss.derivativeFactor() * scale(sizes[k]);
        }
        module.call(
                        "train",
                        parameters,
                        workspaces,
                        batchLists[0],
                        batchLists[1],
                        batchLists[2],
                        gauges,
                        chunkLists[0],
                        chunkLists[2],
                        chunkWeights,
                        trainSet,
                        shuffle,
                        orders,
                        rates,
                        penalty,
                        scales,
                        batches.ranges(fromBatch, toBatch),
                        chunks.ranges(fromChunk, toChunk),
                        losses)
                .close();
    }

    /** One over the numbers that the loss's mean over so many samples is of. */
    private double scale(double samples) {
        return 1 / (samples * loss.meanOver(layout.outputs()));
    }

    /** @return {@code [parameters]} the gradient, then the loss */
    float[] gradientOfBatch(int batch) {
        return gradient(batchLists, batch, batch + 1, batches.sizeOf(batch));
    }

    /** @return {@code [parameters]} the gradient, then the loss */
    float[] gradientOfTrainSet() {
        var pieces = new Pieces(trainSamples, chunks.size());
        Torch.Value[] lists =
                module.call("givenPieces", trainSet, pieces.size()).unpack();
        try {
            return gradient(lists, 0, pieces.count(), trainSamples);
        } finally {
            for (Torch.Value list : lists) {
                list.close();
            }
        }
    }

    private float[] gradient(Torch.Value[] lists, int from, int to, int samples) {
        int size = layout.parameters();
        double factor = loss.derivativeFactor() * scale(samples);
        double sum = 0;
        try (var gradient = Torch.tensor(new float[size], size)) {
            for (int i = from; i < to; i++) {
                try (var piece =
                        module.call("gradient", parameters, lists[0], lists[1], lists[2], i, factor, gradient)) {
                    sum += piece.number();
                }
            }
            float[] flat = Arrays.copyOf(gradient.floats(), size + 1);
            flat[size] = (float) (sum * loss.factor() * scale(samples));
            return flat;
        }
    }

    /**
     * @param features {@code [features + 1, n]}
     * @return {@code [outputs][n]}, row-major
     */
    float[] predict(Torch.Value features) {
        try (var outputs = module.call("predict", parameters, features, chunkSize(layout))) {
            return outputs.floats();
        }
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("native memory was not freed", e);
            }
        }
    }
}
