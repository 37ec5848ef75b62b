package org.nnplayground.engine.djl;

/**
 * How long work takes, in nanoseconds: a guess from the network's size, corrected by what earlier work took. It decides
 * how much one native call does, never what comes out.
 */
final class WorkEstimate {

    /** Of one call of an operation on small tensors. */
    private static final double NANOSECONDS_PER_OPERATION = 800;

    /** Of one core on matrices, multiplications and additions. */
    private static final double OPERATIONS_PER_NANOSECOND = 10;

    private final double nanosecondsPerBatch;
    private final double nanosecondsPerChunk;

    /** Measured by guessed time. */
    private double correction = 1;

    WorkEstimate(Layout layout, int batchSize, int chunkSize) {
        double layers = layout.layers().size();
        double perSample = 2.0 * layout.parameters() / OPERATIONS_PER_NANOSECOND;
        nanosecondsPerBatch = 6 * layers * NANOSECONDS_PER_OPERATION + 3 * perSample * batchSize;
        nanosecondsPerChunk = 3 * layers * NANOSECONDS_PER_OPERATION + perSample * chunkSize;
    }

    double nanoseconds(double batches, double chunks) {
        return correction * guess(batches, chunks);
    }

    private double guess(double batches, double chunks) {
        return batches * nanosecondsPerBatch + chunks * nanosecondsPerChunk;
    }

    /** Learns from work that was done; halfway, as one measurement may have been disturbed. */
    void learn(double batches, double chunks, long nanoseconds) {
        correction = (correction + Math.max(nanoseconds, 1) / guess(batches, chunks)) / 2;
    }
}
