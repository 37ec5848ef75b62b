package org.nnplayground.engine.djl.session;

import java.util.stream.LongStream;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.djl.draws.GibbsDraws;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.engine.djl.script.ActivationText;
import org.nnplayground.engine.djl.script.UpdateText;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.model.Rbm;

/**
 * The memory of a session in bytes, counted from the shapes of {@code BufferText} and {@link SampleTensors}.
 *
 * @param permanent native memory while the session is open
 * @param heap the samples on the Java heap
 * @param temporary maximum native memory of a single call: opening, training, gradients or outputs
 * @param state parameters and optimizer state on the Java heap
 */
public record MemoryEstimate(long permanent, long heap, long temporary, long state) {

    private static final int FLOAT = 4;
    private static final int DOUBLE = 8;

    /** Overhead of a sample on the heap: two arrays and two references to each. */
    private static final long SAMPLE = 48;

    /** Overhead of a tensor: header, sizes, the allocator's rounding. Measured: 350 to 450. */
    private static final long TENSOR = 450;

    public static MemoryEstimate of(TrainingSpec spec) {
        Layout layout = Layout.of(spec);
        long slots = spec.training().optimizer().slots();
        int all = spec.data().samplesInAll();
        int train = spec.data().trainSamples();
        var batches = new Chunks(train, Math.min(spec.training().batchSize(), train));
        var chunks = new Chunks(all, Math.min(all, TrainingProgram.chunkSize(layout)));
        long row = spec.features().size() + 1L + layout.outputs();
        long floats = layout.parameters() * vectors(spec)
                + all * (row + 3)
                + (SampleTensors.isCopied(spec) ? train * row : 0)
                + sum(batches) * trainedUnits(layout)
                + sum(chunks) * evaluatedUnits(layout);
        long tensors = 3L * batches.count()
                + 4L * chunks.count()
                + 40L * layout.layers().size();
        long passing = layout.parameters() * (3 + slots)
                + 2 * all * row // on their way from Java to PyTorch
                + EpochInputs.numbersPerCall(spec, layout, batches)
                + chunks.size() * (trainedUnits(layout) + evaluatedUnits(layout))
                + gibbs(spec, layout, batches);
        long pretraining = LayerwisePretraining.floats(spec, layout);
        long heap = all * (DOUBLE * (spec.data().columns() + layout.outputs()) + SAMPLE)
                + spec.data().unlabelledSamples() * (DOUBLE * spec.data().columns() + SAMPLE);
        long chains = GibbsDraws.chainFloats(spec);
        long state = FLOAT * (layout.parameters() * (1 + slots) + chains);
        return new MemoryEstimate(
                FLOAT * (floats + pretraining + 2 * chains) + TENSOR * tensors, heap, FLOAT * passing, state);
    }

    public SessionMemory ofSession() {
        return new SessionMemory(permanent + temporary, heap, state, null);
    }

    /** Number of vectors {@code [parameters]}: the state, its saved copy, and the optimizer's scratch vectors. */
    private static long vectors(TrainingSpec spec) {
        UpdateText update = UpdateText.of(spec.training().optimizer());
        Regularization.Type penalty = spec.training().regularization().type();
        return 2L * (1 + spec.training().optimizer().slots())
                + 1 // zero
                + (penalty == Regularization.Type.L2 ? 1 : 0)
                + (penalty == Regularization.Type.NONE ? 0 : 1)
                + (update.gradientVector() == null ? 0 : 2);
    }

    /** Floats that one update of a restricted Boltzmann machine needs beside the buffers. */
    private static long gibbs(TrainingSpec spec, Layout layout, Chunks batches) {
        Rbm rbm = spec.rbm();
        if (rbm == null) {
            return 0;
        }
        long columns = batches.size() + (long) (rbm.persistent() ? rbm.chains() : batches.size());
        return 4 * columns * (rbm.hidden() + (long) layout.inputs());
    }

    /** Number of samples in the buffers of all sizes. */
    private static long sum(Chunks pieces) {
        return LongStream.of(pieces.sizes()).sum();
    }

    /** Floats of one sample in a training buffer. */
    private static long trainedUnits(Layout layout) {
        long units = 0;
        for (Layer layer : layout.layers()) {
            boolean keepsSums = ActivationText.of(layer.activation()).needsWeightedSums();
            units += 1 + layer.units() * (2L + (keepsSums ? 1 : 0) + (layer.hasDropout() ? 1 : 0));
            units += 2 * layer.scratch(); // forward and backward
        }
        return units;
    }

    /** Floats of one sample in an evaluation buffer. */
    private static long evaluatedUnits(Layout layout) {
        return layout.floats() + layout.layers().size();
    }
}
