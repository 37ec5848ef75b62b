package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.djl.draws.DropoutMasks;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.torch.Torch;

/**
 * Passes samples forward and backward through a program at its current parameters, without changing them: gradients of
 * mean losses, and all intermediate values.
 *
 * @param parameters the result of the program's method {@code parameters}
 */
record BackwardPass(
        Torch.Module module,
        Torch.Value parameters,
        SampleTensors samples,
        Layout layout,
        LossText loss,
        Device device) {

    /** Cost of a forward and backward pass relative to a forward pass. */
    private static final int GRADIENT_COST = 3;

    /**
     * The intermediate values of a pass.
     *
     * @param rows {@code [3 * units + outputs][samples]}: the weighted sums of all layers, then the activations that
     *     the next layer takes, then the derivatives of the mean loss by the weighted sums, then the loss by output
     * @param gradient {@code [parameters]} the gradient, then the loss
     */
    @SuppressWarnings("ArrayRecordComponent")
    record PassResult(float[] rows, float[] gradient) {}

    /**
     * @param masks of the batch
     * @return {@code [parameters + 1]}: the gradient, then the loss
     */
    float[] gradientOfBatch(int batch, float[] masks) {
        try (var gradient = new Gradient(samples.batches().sizeOf(batch))) {
            gradient.add("gradient", samples.batchLists(), batch, masks);
            return gradient.withLoss();
        }
    }

    /** @return {@code [parameters + 1]}: the gradient without dropout, then the loss */
    float[] gradientOfTrainSet(SlicedCalls strides) {
        var pieces = new Chunks(samples.trainSamples(), samples.chunks().size());
        Torch.Value[] lists = samples.originalChunks();
        try (var gradient = new Gradient(samples.trainSamples())) {
            strides.run(pieces.count(), GRADIENT_COST, (from, to) -> {
                for (int i = from; i < to; i++) {
                    gradient.add("gradient", lists, i, new DropoutMasks(layout, 0).ones(pieces.sizeOf(i)));
                }
            });
            return gradient.withLoss();
        } finally {
            SampleTensors.closeAll(lists);
        }
    }

    /** @param masks of the batch */
    PassResult traceOfBatch(int batch, float[] masks) {
        return trace(samples.batchLists(), batch, samples.batches().sizeOf(batch), masks);
    }

    /**
     * The pass of a single sample, without dropout.
     *
     * @param x {@code [features + 1]}
     * @param y {@code [outputs]}
     */
    PassResult traceOf(float[] x, float[] y) {
        try (var features = Torch.tensor(device, x, x.length, 1);
                var targets = Torch.tensor(device, y, y.length, 1)) {
            Torch.Value[] lists = module.call("samples", features, targets, 1).unpack();
            try {
                return trace(lists, 0, 1, new DropoutMasks(layout, 0).ones(1));
            } finally {
                SampleTensors.closeAll(lists);
            }
        }
    }

    private PassResult trace(Torch.Value[] lists, int piece, int size, float[] masks) {
        int height = 3 * layout.units() + layout.outputs();
        try (var gradient = new Gradient(size);
                var rows = Torch.tensor(device, new float[Math.multiplyExact(height, size)], height, size)) {
            gradient.add("trace", lists, piece, masks, rows);
            return new PassResult(rows.floats(), gradient.withLoss());
        }
    }

    /** The gradient of a mean over {@code size} samples, accumulated chunk by chunk. */
    private final class Gradient implements AutoCloseable {

        private final int size;
        private final Torch.Value sum = Torch.tensor(device, new float[layout.parameters()], layout.parameters());
        private double summedLoss;

        private Gradient(int size) {
            this.size = size;
        }

        /** @param rest additional arguments of the method */
        private void add(String method, Torch.Value[] lists, int piece, float[] masks, Torch.Value... rest) {
            double factor = loss.derivativeFactor() * loss.scale(size, layout.outputs());
            float[] given = masks.length == 0 ? new float[1] : masks;
            try (var mask = Torch.tensor(device, given, given.length);
                    var value = module.call(method, arguments(lists, piece, factor, mask, rest))) {
                summedLoss += value.number();
            }
        }

        private Object[] arguments(
                Torch.Value[] lists, int piece, double factor, Torch.Value masks, Torch.Value[] rest) {
            Object[] all = {parameters, lists[0], lists[1], lists[2], piece, factor, masks, sum};
            Object[] arguments = Arrays.copyOf(all, all.length + rest.length);
            System.arraycopy(rest, 0, arguments, all.length, rest.length);
            return arguments;
        }

        private float[] withLoss() {
            float[] flat = Arrays.copyOf(sum.floats(), layout.parameters() + 1);
            flat[layout.parameters()] = (float) (summedLoss * loss.factor() * loss.scale(size, layout.outputs()));
            return flat;
        }

        @Override
        public void close() {
            sum.close();
        }
    }
}
