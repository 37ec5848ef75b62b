package org.nnplayground.spec;

/**
 * Maximum sizes of a spec and of a request.
 *
 * @param layers of a network, the output layer included
 * @param units of a layer
 * @param parameters weights, biases and slopes of a network in all
 * @param samples of a spec, all sets together
 * @param columns of the data
 * @param dataNumbers samples times columns
 * @param classes K of a classification
 * @param batchSize samples of one update
 * @param noise of a generator
 * @param epochs of one run
 * @param streamedParameters the frames of a network with more parameters than this do not contain the parameters
 * @param predictedSamples of one call of predict
 * @param tracedNumbers of one trace
 * @param bodyBytes of one request
 * @param jobMemoryBytes native memory that the session of one job may take, as it is estimated before it opens
 * @param memoryBytes native memory that all open sessions may take together
 * @param jobHeapBytes Java heap that the training of one job may take, as it is estimated before it opens
 * @param heapBytes Java heap that all trainings and reads of stored checkpoints may take together
 */
public record Limits(
        int layers,
        int units,
        long parameters,
        int samples,
        int columns,
        long dataNumbers,
        int classes,
        int batchSize,
        double noise,
        long epochs,
        long streamedParameters,
        int predictedSamples,
        long tracedNumbers,
        long bodyBytes,
        long jobMemoryBytes,
        long memoryBytes,
        long jobHeapBytes,
        long heapBytes) {

    /** What the API contract promises where nothing is configured. */
    public static final Limits STANDARD = new Limits(
            32,
            4096,
            5_000_000,
            100_000,
            1000,
            10_000_000,
            10,
            4096,
            0.8,
            1_000_000,
            20_000,
            10_000,
            200_000,
            16L << 20,
            1L << 30,
            4L << 30,
            1L << 30,
            4L << 30);

    /** No limits; for reading stored specs, which were accepted earlier. */
    public static final Limits NONE = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Double.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE);

    /** The same with other bounds of native memory, in bytes. */
    public Limits withMemory(long jobMemoryBytes, long memoryBytes) {
        return withBounds(jobMemoryBytes, memoryBytes, jobHeapBytes, heapBytes);
    }

    /** The same with other bounds of the Java heap, in bytes. */
    public Limits withHeap(long jobHeapBytes, long heapBytes) {
        return withBounds(jobMemoryBytes, memoryBytes, jobHeapBytes, heapBytes);
    }

    private Limits withBounds(long jobMemoryBytes, long memoryBytes, long jobHeapBytes, long heapBytes) {
        return new Limits(
                layers,
                units,
                parameters,
                samples,
                columns,
                dataNumbers,
                classes,
                batchSize,
                noise,
                epochs,
                streamedParameters,
                predictedSamples,
                tracedNumbers,
                bodyBytes,
                jobMemoryBytes,
                memoryBytes,
                jobHeapBytes,
                heapBytes);
    }
}
