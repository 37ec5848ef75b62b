package org.nnplayground.access;

import java.util.HashMap;
import java.util.Map;
import org.nnplayground.job.JobProblems;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.TryLaterException;

/** Limits how many things of one kind each caller, and all callers together, may hold in this process. */
public final class Quota {

    private final Message things;
    private final int perCaller;
    private final int inAll;
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();

    /** @param things name of the counted things, for error messages */
    Quota(Message things, int perCaller, int inAll) {
        this.things = things;
        this.perCaller = perCaller;
        this.inAll = inAll;
    }

    /**
     * Counts one more thing.
     *
     * @param id of the thing; acquiring it twice counts once
     * @throws TryLaterException as {@link #requireRoom}
     */
    public synchronized void acquire(String id, String caller) {
        if (holders.containsKey(id)) {
            return;
        }
        requireRoom(caller);
        holders.put(id, caller);
        held.merge(caller, 1, Integer::sum);
    }

    /**
     * Checks that a caller may hold one more.
     *
     * @throws TryLaterException {@code TOO_MANY_REQUESTS} if the caller's limit is reached, {@code QUEUE_FULL} if the
     *     total limit is reached
     */
    public synchronized void requireRoom(String caller) {
        if (held.getOrDefault(caller, 0) >= perCaller) {
            throw JobProblems.callerFull(things, perCaller);
        }
        if (holders.size() >= inAll) {
            throw JobProblems.queueFull(things);
        }
    }

    /** Releases a thing; has no effect if it was not counted. */
    public synchronized void release(String id) {
        String caller = holders.remove(id);
        if (caller != null) {
            held.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Number of things that all callers hold together. */
    public synchronized int held() {
        return holders.size();
    }

    synchronized int heldBy(String caller) {
        return held.getOrDefault(caller, 0);
    }
}
