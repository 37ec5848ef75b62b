package org.nnplayground.engine.djl;

import java.util.Arrays;
import org.nnplayground.engine.Device;

/**
 * Passes samples through a program forth and back, at its present parameters, and changes nothing: gradients of means,
 * and all that arises on the way.
 *
 * @param parameters as the program's method of that name gives them
 */
record BackwardPass(
        Torch.Module module,
        Torch.Value parameters,
        SampleTensors samples,
        Layout layout,
        LossText loss,
        Device device) {

    /** Of passing a piece forth and back, measured by that of evaluating it. */
    private static final int GRADIENT_COST = 3;

    /**
     * What arose on the way.
     *
     * @param rows {@code [3 * units + outputs][samples]}: the weighted sums of all layers, then the activations that
     *     the next layer takes, then the derivatives of the mean loss by the weighted sums, then the loss by output
     * @param gradient {@code [parameters]} the gradient, then the loss
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Passed(float[] rows, float[] gradient) {}

    /**
     * @param masks of the batch
     * @return {@code [parameters]} the gradient, then the loss
     */
    float[] gradientOfBatch(int batch, float[] masks) {
        try (var gradient = new Gradient(samples.batches().sizeOf(batch))) {
            gradient.add("gradient", samples.batchLists(), batch, masks);
            return gradient.withLoss();
        }
    }

    /** @return {@code [parameters]} the gradient without dropout, then the loss */
    float[] gradientOfTrainSet(SlicedCalls strides) {
        var pieces = new Chunks(samples.trainSamples(), samples.chunks().size());
        Torch.Value[] lists = samples.givenPieces();
        try (var gradient = new Gradient(samples.trainSamples())) {
            strides.through(pieces.count(), GRADIENT_COST, (from, to) -> {
                for (int i = from; i < to; i++) {
                    gradient.add("gradient", lists, i, new DropoutMasks(layout, 0).none(pieces.sizeOf(i)));
                }
            });
            return gradient.withLoss();
        } finally {
            SampleTensors.closeAll(lists);
        }
    }

    /** @param masks of the batch */
    Passed traceOfBatch(int batch, float[] masks) {
        return trace(samples.batchLists(), batch, samples.batches().sizeOf(batch), masks);
    }

    /**
     * Of a single sample, without dropout.
     *
     * @param x {@code [features + 1]}
     * @param y {@code [outputs]}
     */
    Passed traceOf(float[] x, float[] y) {
        try (var features = Torch.tensor(device, x, x.length, 1);
                var targets = Torch.tensor(device, y, y.length, 1)) {
            Torch.Value[] lists = module.call("samples", features, targets, 1).unpack();
            try {
                return trace(lists, 0, 1, new DropoutMasks(layout, 0).none(1));
            } finally {
                SampleTensors.closeAll(lists);
            }
        }
    }

    private Passed trace(Torch.Value[] lists, int piece, int size, float[] masks) {
        int height = 3 * layout.units() + layout.outputs();
        try (var gradient = new Gradient(size);
                var rows = Torch.tensor(device, new float[Math.multiplyExact(height, size)], height, size)) {
            gradient.add("trace", lists, piece, masks, rows);
            return new Passed(rows.floats(), gradient.withLoss());
        }
    }

    /** The gradient of a mean over so many samples, gathered piece by piece. */
    private final class Gradient implements AutoCloseable {

        private final int size;
        private final Torch.Value sum = Torch.tensor(device, new float[layout.parameters()], layout.parameters());
        private double summedLoss;

        private Gradient(int size) {
            this.size = size;
        }

        /** @param rest what the method takes beside what all of them do */
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
