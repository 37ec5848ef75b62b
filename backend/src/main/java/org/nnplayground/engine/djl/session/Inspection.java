package org.nnplayground.engine.djl.session;

import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.torch.Torch;

/** Evaluates a network on samples, chunk by chunk. */
public record Inspection(TrainingProgram program, SlicedCalls slicedCalls) {

    /** Evaluates the chunks from {@code from} to {@code to - 1}. */
    private interface Rows {
        float[] of(int from, int to);
    }

    /**
     * @param features {@code [features + 1, n]}
     * @return {@code [outputs][n]}, row-major
     */
    public float[] outputs(Torch.Value features, int n) {
        return concatenate(n, program.layout().outputs(), (from, to) -> program.predict(features, from, to));
    }

    /** @return {@code [n]}, the activations of one unit */
    public float[] unit(Torch.Value features, int n, int layer, int index) {
        return concatenate(n, 1, (from, to) -> program.unit(features, from, to, layer, index));
    }

    private float[] concatenate(int n, int rows, Rows network) {
        var pieces = new Chunks(n, program.chunkSize());
        var all = new float[rows * n];
        slicedCalls.run(pieces.count(), 1, (from, to) -> {
            float[] part = network.of(from, to);
            int width = part.length / rows;
            for (int row = 0; row < rows; row++) {
                System.arraycopy(part, row * width, all, row * n + from * pieces.size(), width);
            }
        });
        return all;
    }

    /** @return {@code [units]} of all layers: for how many train samples each unit is inactive */
    public float[] inactive() {
        var counts = new float[program.layout().channels()];
        var pieces = new Chunks(program.samples().trainSamples(), program.chunkSize());
        slicedCalls.run(pieces.count(), 1, (from, to) -> {
            float[] part = program.inactive(from, to);
            for (int unit = 0; unit < counts.length; unit++) {
                counts[unit] += part[unit]; // whole numbers, but of filters
            }
        });
        return counts;
    }
}
