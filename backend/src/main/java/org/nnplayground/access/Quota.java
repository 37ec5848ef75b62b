package org.nnplayground.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;

/** Counts what each caller holds of one thing, and lets none hold more than its share. */
public final class Quota {

    private static final Duration LATER = Duration.ofSeconds(10);

    private final Message things;
    private final int perCaller;
    private final int inAll;
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();

    /** @param things what is counted */
    Quota(Message things, int perCaller, int inAll) {
        this.things = things;
        this.perCaller = perCaller;
        this.inAll = inAll;
    }

    /**
     * Counts one more.
     *
     * @param id of the thing; to take it twice counts once
     * @throws TryLaterException as {@link #requireRoom}
     */
    public synchronized void take(String id, String caller) {
        if (holders.containsKey(id)) {
            return;
        }
        requireRoom(caller);
        restore(id, caller);
    }

    /** Counts one more that a caller has held since an earlier process, however many there may be. */
    public synchronized void restore(String id, String caller) {
        if (holders.putIfAbsent(id, caller) == null) {
            held.merge(caller, 1, Integer::sum);
        }
    }

    /**
     * Whether a caller may hold one more.
     *
     * @throws TryLaterException {@code TOO_MANY_REQUESTS} where it holds its share, {@code QUEUE_FULL} where all
     *     callers together hold as many as there may be
     */
    public synchronized void requireRoom(String caller) {
        if (held.getOrDefault(caller, 0) >= perCaller) {
            throw new TryLaterException(
                    ProblemType.TOO_MANY_REQUESTS, Message.of("caller.full", perCaller, things), LATER);
        }
        if (holders.size() >= inAll) {
            throw new TryLaterException(ProblemType.QUEUE_FULL, Message.of("service.full", things), LATER);
        }
    }

    /** The thing is no more; nothing happens where it was not counted. */
    public synchronized void release(String id) {
        String caller = holders.remove(id);
        if (caller != null) {
            held.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Of all things that are held. */
    synchronized Set<String> ids() {
        return Set.copyOf(holders.keySet());
    }

    /** How many things all callers hold together. */
    public synchronized int held() {
        return holders.size();
    }

    synchronized int heldBy(String caller) {
        return held.getOrDefault(caller, 0);
    }
}
