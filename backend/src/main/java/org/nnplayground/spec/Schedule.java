package org.nnplayground.spec;

/** How the learning rate changes from epoch to epoch. */
public sealed interface Schedule {

    /** The variants, as named in a spec. */
    enum Type implements Choice {
        CONSTANT
    }

    /** The rate rises to its full value over so many epochs; 0 for none. */
    int warmupEpochs();

    /**
     * The rate of an epoch, fixed as the epoch begins.
     *
     * @param base the optimizer's learning rate
     * @param epoch counted from 0
     */
    double rate(double base, long epoch);

    /** base * min(1, (epoch + 1) / warmupEpochs). */
    record Constant(int warmupEpochs) implements Schedule {
        @Override
        public double rate(double base, long epoch) {
            return warmupEpochs == 0 ? base : base * Math.min(1, (epoch + 1.0) / warmupEpochs);
        }
    }
}
