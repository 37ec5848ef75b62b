package org.nnplayground.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.TrainingSpec;

/**
 * Lets jobs in as far as their sessions' estimated memory allows: none that takes more than one job may have, and all
 * that are open together within what there is. Safe for use by many threads.
 */
public final class Admission {

    private final ToLongFunction<TrainingSpec> estimate;
    private final Limits limits;
    private final MemoryBudget memory;

    /** What is granted to jobs that are to open. */
    private final Map<String, Reservation> admitted = new ConcurrentHashMap<>();

    /** @param estimate bytes that a session of a spec takes */
    public Admission(ToLongFunction<TrainingSpec> estimate, Limits limits) {
        this.estimate = estimate;
        this.limits = limits;
        this.memory = new MemoryBudget(limits.memoryBytes());
    }

    /**
     * @param pointer of the spec in the request's body
     * @throws PlaygroundException if a session of the spec would take more than one job may have
     */
    public void requireFit(TrainingSpec spec, String pointer) {
        long most = Math.min(limits.jobMemoryBytes(), limits.memoryBytes());
        long bytes = estimate.applyAsLong(spec);
        if (bytes > most) {
            throw JobProblems.tooLarge(pointer, bytes, most);
        }
    }

    /** Keeps room for a job that is to open, unless that has been done; false where there is none at present. */
    public boolean admit(Job job) {
        if (admitted.containsKey(job.id())) {
            return true;
        }
        var room = memory.reserve(estimate.applyAsLong(job.spec()));
        room.ifPresent(reservation -> admitted.put(job.id(), reservation));
        return room.isPresent();
    }

    /** Keeps room for a job, or throws a {@link PlaygroundException} where there is none at present. */
    public void requireRoom(Job job) {
        if (!admit(job)) {
            throw JobProblems.noRoom(estimate.applyAsLong(job.spec()));
        }
    }

    /** Gives the room back that was kept for a job that will not open. */
    public void dismiss(String job) {
        Reservation room = admitted.remove(job);
        if (room != null) {
            room.close();
        }
    }

    /** The room that was kept for a job that opens now; for its later runs room of their own. */
    public Reservation enter(Job job, TrainingSpec spec) {
        Reservation kept = admitted.remove(job.id());
        return kept == null ? reserve(spec, 0) : kept;
    }

    /**
     * Room for a session of the spec.
     *
     * @param has bytes that are granted to it already
     * @throws PlaygroundException if there is none at present
     */
    public Reservation reserve(TrainingSpec spec, long has) {
        long bytes = estimate.applyAsLong(spec);
        return memory.reserve(Math.max(0, bytes - has)).orElseThrow(() -> JobProblems.noRoom(bytes));
    }

    /** Bytes that are granted at present. */
    public long granted() {
        return memory.granted();
    }
}
