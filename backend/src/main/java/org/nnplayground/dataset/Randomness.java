package org.nnplayground.dataset;

/**
 * A stream of draws that is a pure function of (seed, purpose, epoch, batch): there is no generator state to keep, so a
 * training that goes on from a checkpoint draws what it would have drawn.
 *
 * <p>The stream is SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014) with
 * the constants of {@link java.util.SplittableRandom}: z += 0x9e3779b97f4a7c15, then the mix of {@link #mix}. It is
 * written out here, and so is all that is made of it: of the JDK's generators only the names are specified, not the
 * numbers of their bounded and Gaussian draws, and stored specs must give the same bits on a later JDK.
 */
public final class Randomness {

    /**
     * What is drawn. Draws for one purpose never move those for another. A purpose keeps its number: stored specs must
     * draw the same again.
     */
    public enum Purpose {
        /** The samples of a generated data set. */
        DATA(0),
        /** The order that generated samples are split in. */
        SPLIT(1),
        /** The initial parameters. */
        INITIALIZER(2),
        /** The order that an epoch visits the training samples in. */
        ORDER(3),
        /** Which units a batch drops. */
        DROPOUT(4),
        /** The numbers of an exercise. */
        EXERCISE(5),
        /** The random directions of a loss landscape. */
        LANDSCAPE(6),
        /** The samples of a generated data set that have no label. */
        UNLABELLED(7),
        /** The order that an epoch of the pre-training visits its samples in. */
        PRETRAINING_ORDER(8),
        /** The states of hidden units, or the inputs that are set to 0, in a batch of the pre-training. */
        PRETRAINING(9),
        /** What disturbs the inputs of a batch. */
        CORRUPTION(10),
        /** The states of units in the Gibbs steps of a batch. */
        GIBBS(11),
        /** The states of visible units that persistent chains begin with. */
        CHAINS(12),
        /** The dreams of a restricted Boltzmann machine. */
        DREAMS(13);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private Randomness(long state) {
        this.state = state;
    }

    public static Randomness of(long seed, Purpose purpose) {
        return of(seed, purpose, 0, 0);
    }

    /**
     * @param epoch counted from 0; 0 for what does not depend on it
     * @param batch counted from 0 within the epoch; 0 for what does not depend on it
     */
    public static Randomness of(long seed, Purpose purpose, long epoch, long batch) {
        long state = mix(seed + GOLDEN_GAMMA);
        state = mix(state + GOLDEN_GAMMA * (1 + purpose.number));
        state = mix(state + GOLDEN_GAMMA * (1 + epoch));
        state = mix(state + GOLDEN_GAMMA * (1 + batch));
        return new Randomness(state);
    }

    /** Stafford's variant 13 of the MurmurHash3 finalizer: a bijection of 64 bits. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** A multiple of 2^-53 from [0, 1). */
    private double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** U(low, high): from [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * unit();
    }

    /**
     * N(mean, standardDeviation), by Box and Muller ("A note on the generation of random normal deviates", 1958): two
     * draws give one.
     */
    public double gaussian(double mean, double standardDeviation) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return mean + standardDeviation * radius * StrictMath.cos(2 * Math.PI * unit());
    }

    /** An integer from 0 to bound - 1; its bias, below bound * 2^-63, is far under what can be seen. */
    public int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }

    /** An order of 0 to n - 1, every one as likely (Fisher, Yates). */
    public int[] permutation(int n) {
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = below(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
