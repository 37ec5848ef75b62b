package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.Randomness;
import org.nnplayground.dataset.Randomness.Purpose;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.script.PretrainingText;
import org.nnplayground.engine.djl.torch.NativeMemory;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * Trains the hidden layers one by one, from the first on, each for the same number of epochs, on the train set followed
 * by the unlabelled samples; the formulas are at {@link PretrainingText}. A layer begins with its initial weights and
 * biases, and with visible biases of 0. The output layer does not change.
 *
 * <p>Draws depend on the training seed and on e = layer * epochs + epoch only. Each epoch visits the samples in the
 * order of {@link Purpose#PRETRAINING_ORDER} at e, whatever the training's shuffle is. A batch draws from U(0, 1) by
 * {@link Purpose#PRETRAINING} at e and its index: for an rbm {@code [steps][units][samples]}, rounded to single
 * precision, for a denoising autoencoder {@code [inputs][samples]}.
 *
 * <p>A native call trains as many batches of an epoch as fit the target duration. The results do not depend on where a
 * call ends.
 */
final class LayerwisePretraining implements AutoCloseable {

    /** Maximum number of draws in one call. */
    private static final int CALL_DRAWS = 1 << 20;

    private final Layout layout;
    private final Training.Pretraining settings;
    private final long seed;
    private final ProgramCache programs;
    private final Device device;
    private final Chunks batches;
    private final NativeMemory memory = new NativeMemory();
    private final Torch.Value features;
    private Torch.Value theta;
    private Checkpoint.Pretraining at;
    private @Nullable Current current;
    private int[] order = {};
    private long orderOf = -1;
    private double nanosecondsPerBatch;

    /** The layer in pre-training. */
    private record Current(ProgramCache.Lease program, Torch.Value visibleBiases) implements AutoCloseable {
        @Override
        public void close() {
            visibleBiases.close();
            program.close();
        }
    }

    /**
     * @param parameters {@code [parameters]}
     * @param from where to continue; null for the beginning
     */
    LayerwisePretraining(
            TrainingSpec spec,
            Samples samples,
            ProgramCache programs,
            Device device,
            float[] parameters,
            Checkpoint.@Nullable Pretraining from) {
        this.programs = programs;
        this.device = device;
        layout = Layout.of(spec);
        settings = spec.training().pretraining();
        seed = spec.training().seed();
        double[][] x = Stream.of(samples.train().x(), samples.unlabelled())
                .flatMap(Arrays::stream)
                .toArray(double[][]::new);
        batches = new Chunks(x.length, Math.min(settings.batchSize(), x.length));
        at = from == null ? begin(0) : from;
        features = memory.hold(Torch.tensor(
                device,
                Feature.matrix(spec.features(), samples.columns().size(), x),
                spec.features().size() + 1L,
                x.length));
        theta = Torch.tensor(device, parameters, parameters.length);
        nanosecondsPerBatch = new WorkEstimate(layout, batches.size(), 1).nanoseconds(1, 0);
    }

    /** Maximum number of floats in native memory. */
    static long floats(TrainingSpec spec, Layout layout) {
        Training.Pretraining settings = spec.training().pretraining();
        if (!spec.training().isPretrained()) {
            return 0;
        }
        long samples = spec.data().trainSamples() + (long) spec.data().unlabelledSamples();
        long batch = Math.min(settings.batchSize(), samples);
        long most = 0;
        for (Layout.Layer layer : layout.layers().subList(0, layout.layers().size() - 1)) {
            long steps = settings instanceof Training.Pretraining.Rbm rbm ? rbm.steps() : 1;
            long units = layer.units() + (long) layer.inputs();
            long draws = 2 * Math.max(CALL_DRAWS, batch * steps * units);
            most = Math.max(most, draws + batch * (8 * units + layout.units()) + 2 * units);
        }
        return 2 * samples * (spec.features().size() + 1L) + 2L * layout.parameters() + most;
    }

    private Checkpoint.Pretraining begin(int layer) {
        return new Checkpoint.Pretraining(
                layer, 0, 0, 0, null, new float[layout.layers().get(layer).inputs()]);
    }

    /** Whether every hidden layer is trained. */
    boolean isComplete() {
        return at.layer() == layout.layers().size() - 2 && at.epoch() == settings.epochs();
    }

    /** The progress as a frame shows it. */
    TrainingSession.Pretraining position() {
        return new TrainingSession.Pretraining(at.layer(), at.epoch(), at.reconstructionError());
    }

    /** From which another pre-training continues with the same bits; its parameters are {@link #parameters}. */
    Checkpoint.Pretraining checkpoint() {
        float[] biases = current == null ? at.visibleBiases() : current.visibleBiases.floats();
        return new Checkpoint.Pretraining(
                at.layer(), at.epoch(), at.batch(), at.errorSum(), at.reconstructionError(), biases);
    }

    /** {@code [parameters]} after the last update, which may not be finite. */
    float[] parameters() {
        return theta.floats();
    }

    /** Continues with other parameters. */
    void replace(float[] parameters) {
        theta.close();
        theta = Torch.tensor(device, parameters, parameters.length);
    }

    /**
     * Trains until the pre-training is complete or the time is used up.
     *
     * @param nanoseconds above 0; at least one batch is trained
     * @param callNanoseconds target duration of one native call
     */
    void advance(long nanoseconds, long callNanoseconds) {
        long start = System.nanoTime();
        long spent = 0;
        while (!isComplete() && spent < nanoseconds) {
            if (at.epoch() == settings.epochs()) {
                close(current);
                current = null;
                at = begin(at.layer() + 1);
            }
            double fitting = Math.min(callNanoseconds, nanoseconds - spent) / nanosecondsPerBatch;
            int most = Math.max(1, CALL_DRAWS / Math.max(1, drawsOf(batches.size())));
            int left = batches.count() - at.batch();
            train((int) Math.clamp((long) fitting, 1, Math.min(left, most)));
            spent = System.nanoTime() - start;
        }
    }

    /** Trains the next batches of the epoch in progress. */
    private void train(int count) {
        long start = System.nanoTime();
        Current layer = current();
        var sizes = new long[count];
        var rates = new double[count];
        int samples = 0;
        for (int b = 0; b < count; b++) {
            sizes[b] = batches.sizeOf(at.batch() + b);
            rates[b] = settings.learningRate() / sizes[b];
            samples += (int) sizes[b];
        }
        int first = at.batch() * batches.size();
        int[] visited = Arrays.copyOfRange(order(), first, first + samples);
        float[] drawn = draws(count, samples);
        float[] errors;
        try (var indices = Torch.tensor(device, visited, visited.length);
                var draws = Torch.tensor(device, drawn, drawn.length);
                var sums = layer.program
                        .module()
                        .call("train", theta, layer.visibleBiases, features, indices, draws, sizes, rates)) {
            errors = sums.floats();
        }
        double sum = at.errorSum();
        for (float error : errors) {
            sum += error;
        }
        complete(at.batch() + count, sum);
        nanosecondsPerBatch = (nanosecondsPerBatch + Math.max(1, System.nanoTime() - start) / (double) count) / 2;
    }

    private void complete(int batch, double errorSum) {
        Checkpoint.Pretraining before = at;
        if (batch < batches.count()) {
            at = new Checkpoint.Pretraining(
                    before.layer(),
                    before.epoch(),
                    batch,
                    errorSum,
                    before.reconstructionError(),
                    before.visibleBiases());
            return;
        }
        int inputs = layout.layers().get(before.layer()).inputs();
        double error = errorSum / batches.samples() / inputs;
        at = new Checkpoint.Pretraining(before.layer(), before.epoch() + 1, 0, 0, error, before.visibleBiases());
    }

    private Current current() {
        Current opened = current;
        if (opened == null) {
            float[] biases = at.visibleBiases();
            var program = programs.lease(PretrainingText.of(layout, at.layer(), settings));
            opened = new Current(program, Torch.tensor(device, biases, biases.length, 1));
            current = opened;
        }
        return opened;
    }

    /** Counts epochs through the layers. */
    private long drawnEpoch() {
        return (long) at.layer() * settings.epochs() + at.epoch();
    }

    private int[] order() {
        if (orderOf != drawnEpoch()) {
            orderOf = drawnEpoch();
            order = Randomness.of(seed, Purpose.PRETRAINING_ORDER, orderOf, 0).permutation(batches.samples());
        }
        return order;
    }

    private int drawsOf(int samples) {
        Layout.Layer layer = layout.layers().get(at.layer());
        return switch (settings) {
            case Training.Pretraining.Rbm rbm ->
                Math.multiplyExact(Math.multiplyExact(rbm.steps(), layer.units()), samples);
            case Training.Pretraining.DenoisingAutoencoder _ -> Math.multiplyExact(layer.inputs(), samples);
            case Training.Pretraining.None _ -> 0;
        };
    }

    private float[] draws(int count, int samples) {
        var draws = new float[drawsOf(samples)];
        int i = 0;
        for (int b = at.batch(); b < at.batch() + count; b++) {
            var randomness = Randomness.of(seed, Purpose.PRETRAINING, drawnEpoch(), b);
            int end = i + drawsOf(batches.sizeOf(b));
            while (i < end) {
                double drawn = randomness.uniform(0, 1);
                draws[i++] = settings instanceof Training.Pretraining.DenoisingAutoencoder autoencoder
                        ? (drawn < autoencoder.corruption() ? 0 : 1)
                        : (float) drawn;
            }
        }
        return draws;
    }

    private static void close(@Nullable Current layer) {
        if (layer != null) {
            layer.close();
        }
    }

    @Override
    public void close() {
        close(current);
        current = null;
        theta.close();
        memory.close();
    }
}
