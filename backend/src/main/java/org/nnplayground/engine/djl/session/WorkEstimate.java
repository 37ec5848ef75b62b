package org.nnplayground.engine.djl.session;

import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.layer.Recurrent;

/**
 * Estimates the duration of work in nanoseconds: from the network's size, corrected by measured durations. It decides
 * how much one native call does, never the result.
 */
public final class WorkEstimate {

    /** Duration of one operation on small tensors. */
    private static final double NANOSECONDS_PER_OPERATION = 800;

    /** Multiplications and additions of one core on matrices. */
    private static final double OPERATIONS_PER_NANOSECOND = 10;

    private final double nanosecondsPerBatch;
    private final double nanosecondsPerChunk;

    /** Ratio of measured to estimated duration. */
    private double correction = 1;

    public WorkEstimate(Layout layout, int batchSize, int chunkSize) {
        double layers = layout.layers().stream()
                .mapToDouble(layer -> layer.placed().layer() instanceof Recurrent ? layer.positions() : 1)
                .sum();
        double perSample = 2.0 * layout.multiplications() / OPERATIONS_PER_NANOSECOND;
        nanosecondsPerBatch = 6 * layers * NANOSECONDS_PER_OPERATION + 3 * perSample * batchSize;
        nanosecondsPerChunk = 3 * layers * NANOSECONDS_PER_OPERATION + perSample * chunkSize;
    }

    public double nanoseconds(double batches, double chunks) {
        return correction * guess(batches, chunks);
    }

    private double guess(double batches, double chunks) {
        return batches * nanosecondsPerBatch + chunks * nanosecondsPerChunk;
    }

    /** Corrects the estimate halfway towards a measured duration, because a single measurement may be disturbed. */
    void learn(double batches, double chunks, long nanoseconds) {
        correction = (correction + Math.max(nanoseconds, 1) / guess(batches, chunks)) / 2;
    }
}
