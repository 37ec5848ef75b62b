package org.nnplayground.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * At which epochs of a run its parameters are kept: at every one that a checkpoint comes from, until they are too many;
 * then at some of them, ever further apart, evenly over the whole run. The first stays. Not for several threads.
 */
public final class KeptEpochs {

    /** Of a run, the latest checkpoint included. */
    public static final int MOST_CHECKPOINTS = 200;

    /** Of the parameters of a job, the latest checkpoint's included. */
    public static final long MOST_BYTES = 32L * 1024 * 1024;

    private final int run;
    private final int capacity;
    private final NavigableMap<Long, Instant> kept = new TreeMap<>();
    private long stride = 1;

    /** @param parameters of the network */
    public KeptEpochs(int run, long parameters) {
        this(run, parameters, Map.of());
    }

    /** @param kept when the parameters of each epoch were taken, of a path that goes on */
    public KeptEpochs(int run, long parameters, Map<Long, Instant> kept) {
        this.run = run;
        // The latest checkpoint is kept apart.
        this.capacity = (int) Math.min(MOST_CHECKPOINTS, MOST_BYTES / (Float.BYTES * Math.max(1, parameters))) - 1;
        this.kept.putAll(kept);
        Long before = null;
        long least = Long.MAX_VALUE;
        for (Long epoch : this.kept.keySet()) {
            least = before == null ? least : Math.min(least, epoch - before);
            before = epoch;
        }
        stride = least == Long.MAX_VALUE ? 1 : least;
    }

    public int run() {
        return run;
    }

    /** Whether {@link #add} would keep the parameters of this epoch: an earlier one's too, which was restored. */
    public boolean wants(long epoch) {
        return capacity > 0 && (kept.isEmpty() || epoch <= kept.lastKey() || epoch - kept.lastKey() >= stride);
    }

    /**
     * Keeps the parameters of an epoch that it wants, in place of earlier ones of the same.
     *
     * @return epochs whose parameters have to go
     */
    public List<Long> add(long epoch, Instant takenAt) {
        kept.put(epoch, takenAt);
        var gone = new ArrayList<Long>();
        while (kept.size() > capacity) {
            stride *= 2;
            long last = kept.firstKey();
            for (long next : List.copyOf(kept.tailMap(last, false).keySet())) {
                if (next - last < stride) {
                    kept.remove(next);
                    gone.add(next);
                } else {
                    last = next;
                }
            }
        }
        return gone;
    }

    public boolean has(long epoch) {
        return kept.containsKey(epoch);
    }

    /** By epoch. */
    public List<KeptEpoch> entries() {
        return kept.entrySet().stream()
                .map(entry -> new KeptEpoch(run, entry.getKey(), entry.getValue()))
                .toList();
    }
}
