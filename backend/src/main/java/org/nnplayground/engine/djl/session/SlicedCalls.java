package org.nnplayground.engine.djl.session;

/**
 * Processes chunks of samples in native calls of about a given duration and yields between them. The result must not
 * depend on where a call ends.
 */
record SlicedCalls(WorkEstimate estimate, long callNanoseconds, Runnable yieldTurn) {

    /** Processes the chunks from {@code fromPiece} to {@code toPiece - 1} in one native call. */
    @FunctionalInterface
    interface Call {
        void run(int fromPiece, int toPiece);
    }

    /**
     * Processes all chunks.
     *
     * @param cost of a chunk, relative to the evaluation of one chunk
     */
    void run(int pieces, int cost, Call call) {
        int from = 0;
        while (from < pieces) {
            if (from > 0) {
                yieldTurn.run();
            }
            double fitting = callNanoseconds / estimate.nanoseconds(0, cost);
            int to = from + (int) Math.clamp((long) fitting, 1, pieces - from);
            long start = System.nanoTime();
            call.run(from, to);
            if (to < pieces) { // the last piece may be a small one
                estimate.learn(0, (double) cost * (to - from), System.nanoTime() - start);
            }
            from = to;
        }
    }
}
