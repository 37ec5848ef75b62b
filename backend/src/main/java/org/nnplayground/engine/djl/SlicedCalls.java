package org.nnplayground.engine.djl;

/**
 * Goes through pieces of samples in native calls that each take about a given time, and gives way between them. What
 * comes out must not depend on where a call ends.
 */
record SlicedCalls(WorkEstimate estimate, long callNanoseconds, Runnable giveWay) {

    /** Does some pieces in one native call. */
    @FunctionalInterface
    interface Call {
        void on(int fromPiece, int toPiece);
    }

    /** @param cost of a piece, measured by that of evaluating one chunk of samples */
    void through(int pieces, int cost, Call call) {
        int from = 0;
        while (from < pieces) {
            if (from > 0) {
                giveWay.run();
            }
            double fitting = callNanoseconds / estimate.nanoseconds(0, cost);
            int to = from + (int) Math.clamp((long) fitting, 1, pieces - from);
            long start = System.nanoTime();
            call.on(from, to);
            if (to < pieces) { // the last piece may be a small one
                estimate.learn(0, (double) cost * (to - from), System.nanoTime() - start);
            }
            from = to;
        }
    }
}
