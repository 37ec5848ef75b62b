package org.nnplayground.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Selects the epochs of a run whose parameters are stored: those of every checkpoint until the capacity is reached,
 * then ever fewer of them, evenly spaced over the whole run. The first always stays. Of a network that is larger than
 * {@link #MAX_BYTES_PER_EPOCH} none are, only its last checkpoint. Not thread-safe.
 */
public final class KeptEpochs {

    /** Maximum number per run, including the last checkpoint. */
    public static final int MAX_CHECKPOINTS = 200;

    /** Maximum size of a job's stored parameters, including the last checkpoint's. */
    public static final long MAX_BYTES = 32L * 1024 * 1024;

    /** Maximum size of the parameters of one selected epoch: they are part of a transaction that others wait for. */
    static final long MAX_BYTES_PER_EPOCH = 1024 * 1024;

    private final int run;
    private final int capacity;
    private final NavigableMap<Long, Instant> kept = new TreeMap<>();
    private long stride = 1;

    /** @param parameters number of parameters of the network */
    public KeptEpochs(int run, long parameters) {
        this(run, parameters, Map.of());
    }

    /** @param kept the times at which the stored parameters were taken, by epoch, of a run that continues */
    public KeptEpochs(int run, long parameters, Map<Long, Instant> kept) {
        this.run = run;
        long bytes = Float.BYTES * Math.max(1, parameters);
        // The last checkpoint is stored separately.
        this.capacity = bytes > MAX_BYTES_PER_EPOCH ? 0 : (int) Math.min(MAX_CHECKPOINTS, MAX_BYTES / bytes) - 1;
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

    /** Whether {@link #add} would store the parameters of this epoch; also of an earlier epoch that was restored. */
    public boolean accepts(long epoch) {
        return capacity > 0 && (kept.isEmpty() || epoch <= kept.lastKey() || epoch - kept.lastKey() >= stride);
    }

    /**
     * Adds an accepted epoch; its parameters replace earlier ones of the same epoch.
     *
     * @return epochs whose parameters must be deleted
     */
    public List<Long> add(long epoch, Instant takenAt) {
        kept.put(epoch, takenAt);
        var removed = new ArrayList<Long>();
        while (kept.size() > capacity) {
            stride *= 2;
            long last = kept.firstKey();
            for (long next : List.copyOf(kept.tailMap(last, false).keySet())) {
                if (next - last < stride) {
                    kept.remove(next);
                    removed.add(next);
                } else {
                    last = next;
                }
            }
        }
        return removed;
    }

    public boolean contains(long epoch) {
        return kept.containsKey(epoch);
    }

    /** The selected epochs, ascending. */
    public List<KeptEpoch> entries() {
        return kept.entrySet().stream()
                .map(entry -> new KeptEpoch(run, entry.getKey(), entry.getValue()))
                .toList();
    }
}
