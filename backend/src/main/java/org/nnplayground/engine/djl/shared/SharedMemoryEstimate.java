package org.nnplayground.engine.djl.shared;

import java.util.stream.LongStream;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.engine.djl.script.ActivationText;
import org.nnplayground.engine.djl.session.MemoryEstimate;
import org.nnplayground.spec.TrainingSpec;

/**
 * The memory of a network in shared arithmetic, in bytes, counted from the tensors of {@link SharedProgram}.
 *
 * @param shape the family
 * @param slot native memory of one slot of a program of the widest layout
 * @param heap samples and features on the Java heap
 * @param state parameters and optimizer state on the Java heap
 */
public record SharedMemoryEstimate(SharedShape shape, long slot, long heap, long state) {

    private static final int FLOAT = 4;
    private static final int LONG = 8;

    /** A group's program has at most so many slots for each network, above the smallest width. */
    private static final int SLOTS = SharedGroup.MOST_SLOTS;

    public static SharedMemoryEstimate of(TrainingSpec spec) {
        SharedShape shape = SharedShape.of(spec);
        MemoryEstimate alone = MemoryEstimate.of(spec);
        Layout own = Layout.of(spec);
        long features = FLOAT * (own.inputs() + 1L + own.outputs()) * shape.samples();
        return new SharedMemoryEstimate(shape, slot(shape), alone.heap() + features, 2 * alone.state());
    }

    /** Bytes of one slot of a program of the widest layout of a shape. */
    public static long slot(SharedShape shape) {
        Layout layout = shape.layout();
        long samples = shape.samples();
        long parameters = layout.parameters();
        long row = layout.inputs() + 1L + layout.outputs();
        long epochs = SharedProgram.maxEpochs(shape, layout, SharedProgram.WIDTH_UNIT);
        long floats = parameters * (2L * (1 + shape.slots()) + 4 + 2) // the state and its copy, scratch, two gradients
                + samples * row
                + (shape.reorders() ? shape.train() * row : 0)
                + epochs * SharedProgram.numbersPerEpoch(shape, layout)
                + 6 * epochs
                + trained(layout) * sum(shape.trainParts())
                + trained(layout) * sum(shape.evaluationParts()) // while a gradient is computed
                + layout.units() * (sum(shape.evaluationParts()) + SharedProgram.GRID_PART)
                + samples * layout.outputs();
        long orders = shape.reorders() ? LONG * epochs * shape.train() : 0;
        return FLOAT * floats + orders + (long) SharedProgram.MAX_GRIDS * layout.outputs() * SharedProgram.MAX_POINTS;
    }

    private static long sum(SharedShape.Parts parts) {
        return LongStream.of(parts.sizes()).sum();
    }

    /** Floats of one sample in a training buffer. */
    private static long trained(Layout layout) {
        long floats = 0;
        for (Layer layer : layout.layers()) {
            boolean keepsSums = ActivationText.of(layer.activation()).needsWeightedSums();
            floats += layer.units() * (2L + layer.width() + (keepsSums ? 1 : 0) + (layer.hasDropout() ? 1 : 0)) + 1;
        }
        return floats;
    }

    public SessionMemory ofSession() {
        return new SessionMemory(
                SLOTS * slot, heap, state, new SessionMemory.Common(shape, SharedProgram.WIDTH_UNIT * slot));
    }
}
