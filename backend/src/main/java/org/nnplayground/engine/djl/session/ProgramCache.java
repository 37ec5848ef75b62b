package org.nnplayground.engine.djl.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.djl.torch.Torch;

/**
 * Compiled programs by their text, shared by all sessions with the same text. Unused programs stay in the cache; if
 * there are more than {@code idle}, the least recently used one is removed. Compiling takes 7 to 20 ms.
 */
public final class ProgramCache {

    private final int idle;

    /** In the order of last use. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param idle maximum number of unused programs, at least 0 */
    public ProgramCache(int idle) {
        this.idle = idle;
    }

    /** The program with that text; the caller closes the lease. */
    public Lease lease(String text) {
        Entry entry;
        synchronized (this) {
            entry = entries.computeIfAbsent(text, Entry::new);
            entry.users++;
        }
        try {
            return new Lease(entry, entry.module());
        } catch (RuntimeException | Error e) {
            release(entry);
            throw e;
        }
    }

    private void release(Entry entry) {
        List<Entry> evicted = new ArrayList<>();
        synchronized (this) {
            entry.users--;
            long unused = entries.values().stream().filter(e -> e.users == 0).count();
            var candidates = entries.values().iterator();
            while (unused > idle && candidates.hasNext()) {
                Entry candidate = candidates.next();
                if (candidate.users == 0) {
                    candidates.remove();
                    evicted.add(candidate);
                    unused--;
                }
            }
        }
        evicted.forEach(Entry::close);
    }

    /** Number of compiled programs, used or not. */
    public synchronized int size() {
        return entries.size();
    }

    /** A use of a program. */
    public final class Lease implements AutoCloseable {

        private final Entry entry;
        private final Torch.Module module;
        private boolean closed;

        private Lease(Entry entry, Torch.Module module) {
            this.entry = entry;
            this.module = module;
        }

        public Torch.Module module() {
            return module;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                release(entry);
            }
        }
    }

    private static final class Entry {

        private final String text;
        private int users;
        private Torch.@Nullable Module module;

        private Entry(String text) {
            this.text = text;
        }

        /** Compiled by the first caller outside the cache's lock, so that callers with other texts do not wait. */
        private synchronized Torch.Module module() {
            Torch.Module compiled = module;
            if (compiled == null) {
                compiled = Torch.Module.compile(text);
                module = compiled;
            }
            return compiled;
        }

        private synchronized void close() {
            if (module != null) {
                module.close();
            }
        }
    }
}
