package org.nnplayground.past;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nnplayground.trainer.TrainerSessions;
import reactor.core.scheduler.Schedulers;

/**
 * Sessions that stay open for a while, at most one of each job, so that the next epoch of a job costs one epoch.
 * Thread-safe; a session that is taken belongs to the taker.
 */
final class PastSessions implements AutoCloseable {

    private final TrainerSessions sessions;
    private final PastSettings settings;

    /** By job, the least recently used first. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private boolean closed;

    private record Kept(PastSession session, long until) {}

    PastSessions(TrainerSessions sessions, PastSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    /** The session of a job, if there is one that can go on with a replay; another one of the job is closed. */
    @Nullable
    PastSession take(String job, Replay replay) {
        Kept found;
        synchronized (kept) {
            found = kept.remove(job);
        }
        if (found != null && !found.session.canGoOnWith(replay)) {
            close(List.of(found));
            return null;
        }
        return found == null ? null : found.session;
    }

    /** Keeps a session in place of an earlier one of the job. */
    void put(String job, PastSession session) {
        var surplus = new ArrayList<Kept>();
        synchronized (kept) {
            Kept earlier = kept.remove(job);
            if (earlier != null) {
                surplus.add(earlier);
            }
            var added = new Kept(session, System.nanoTime() + settings.keptFor().toNanos());
            if (closed) {
                surplus.add(added);
            } else {
                kept.put(job, added);
            }
            while (kept.size() > settings.keptSessions()) {
                surplus.add(kept.remove(kept.keySet().iterator().next()));
            }
        }
        close(surplus);
        Schedulers.parallel().schedule(this::closeOld, settings.keptFor().toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private void closeOld() {
        var old = new ArrayList<Kept>();
        long now = System.nanoTime();
        synchronized (kept) {
            kept.values().removeIf(entry -> now - entry.until >= 0 && old.add(entry));
        }
        close(old);
    }

    private void close(List<Kept> surplus) {
        surplus.forEach(entry -> close(entry.session));
    }

    /** Closes a session in a turn, because that calls native code. */
    void close(PastSession session) {
        sessions.inTurn(() -> {
            session.close();
            return true;
        });
    }

    @Override
    public void close() {
        List<Kept> all;
        synchronized (kept) {
            closed = true;
            all = List.copyOf(kept.values());
            kept.clear();
        }
        close(all);
    }
}
