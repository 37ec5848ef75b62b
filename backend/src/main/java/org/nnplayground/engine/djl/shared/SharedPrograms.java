package org.nnplayground.engine.djl.shared;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.session.BoundaryGrids;
import org.nnplayground.engine.djl.session.ProgramCache;
import org.nnplayground.engine.djl.torch.Torch;

/**
 * Narrow programs for networks that compute alone: one for each shape, used by one thread at a time. If they are
 * estimated to exceed {@link #LIMIT}, the least recently used ones are closed.
 */
public final class SharedPrograms {

    /** Maximum estimated number of bytes in all programs together: 64 MiB. */
    private static final long LIMIT = 64L << 20;

    private final ProgramCache cache;

    /** In the order of last use. */
    private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    private record Key(SharedShape shape, Layout layout, boolean forPictures) {
        long bytes() {
            return SharedMemoryEstimate.slot(shape) * (forPictures ? 1 : SharedProgram.WIDTH_UNIT);
        }
    }

    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock();

        @Nullable
        public SharedProgram program;

        public boolean closed;
    }

    public SharedPrograms(ProgramCache cache) {
        this.cache = cache;
    }

    public ProgramCache cache() {
        return cache;
    }

    /** Computes with a program in which there is no other network. */
    public <T> T alone(SharedNetwork network, Function<SharedProgram, T> use) {
        return with(new Key(network.shape(), network.layout(), false), network, use);
    }

    /** The picture of one network, as {@link SharedProgram#picture}, by a program of width 1. */
    byte[] picture(SharedNetwork network, BoundaryGrids.Grid grid, Torch.Value features) {
        return with(
                new Key(network.shape(), network.layout(), true),
                network,
                program -> program.picture(List.of(network), grid, features).getFirst());
    }

    private <T> T with(Key key, SharedNetwork network, Function<SharedProgram, T> use) {
        while (true) {
            Entry entry = entry(key);
            entry.lock.lock();
            try {
                if (entry.closed) {
                    continue;
                }
                SharedProgram program = entry.program;
                if (program == null) {
                    program = key.forPictures
                            ? SharedProgram.forPictures(network, cache)
                            : new SharedProgram(network.shape(), network.layout(), SharedProgram.WIDTH_UNIT, cache);
                    entry.program = program;
                }
                return use.apply(program);
            } finally {
                entry.lock.unlock();
            }
        }
    }

    private Entry entry(Key key) {
        Entry entry;
        var evicted = new ArrayList<Entry>();
        synchronized (entries) {
            entry = entries.get(key);
            if (entry == null) {
                entry = new Entry();
                entries.put(key, entry);
                bytes += key.bytes();
            }
            while (bytes > LIMIT && entries.size() > 1) {
                Map.Entry<Key, Entry> oldest = Objects.requireNonNull(entries.pollFirstEntry());
                bytes -= oldest.getKey().bytes();
                evicted.add(oldest.getValue());
            }
        }
        evicted.forEach(SharedPrograms::close);
        return entry;
    }

    private static void close(Entry entry) {
        entry.lock.lock();
        try {
            entry.closed = true;
            if (entry.program != null) {
                entry.program.close();
            }
        } finally {
            entry.lock.unlock();
        }
    }
}
