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
 * Admits jobs by the estimated memory of their sessions: each job within the limit of one job, and all open jobs
 * together within the memory budget. Thread-safe.
 */
public final class Admission {

    private final ToLongFunction<TrainingSpec> estimate;
    private final Limits limits;
    private final MemoryBudget memory;

    /** Reservations of jobs that are going to open. */
    private final Map<String, Reservation> admitted = new ConcurrentHashMap<>();

    /** @param estimate estimated memory of a session of a spec, in bytes */
    public Admission(ToLongFunction<TrainingSpec> estimate, Limits limits) {
        this.estimate = estimate;
        this.limits = limits;
        this.memory = new MemoryBudget(limits.memoryBytes());
    }

    /**
     * Checks a spec against the memory limit of one job.
     *
     * @param pointer JSON pointer of the spec in the request body
     * @throws PlaygroundException if the estimate exceeds the limit
     */
    public void requireFit(TrainingSpec spec, String pointer) {
        long limit = Math.min(limits.jobMemoryBytes(), limits.memoryBytes());
        long bytes = estimate.applyAsLong(spec);
        if (bytes > limit) {
            throw JobProblems.tooLarge(pointer, bytes, limit);
        }
    }

    /** Reserves memory for a job that is going to open, unless it has a reservation; false if too little is free. */
    public boolean admit(Job job) {
        if (admitted.containsKey(job.id())) {
            return true;
        }
        var reserved = memory.reserve(estimate.applyAsLong(job.spec()));
        reserved.ifPresent(reservation -> admitted.put(job.id(), reservation));
        return reserved.isPresent();
    }

    /** As {@link #admit}, but throws a {@link PlaygroundException} if too little memory is free. */
    public void requireMemory(Job job) {
        if (!admit(job)) {
            throw JobProblems.noMemory(estimate.applyAsLong(job.spec()));
        }
    }

    /** Releases the reservation of a job that will not open; does nothing if it has none. */
    public void release(String job) {
        Reservation reservation = admitted.remove(job);
        if (reservation != null) {
            reservation.close();
        }
    }

    /** The reservation of a job that opens now; a new one for its later runs. */
    public Reservation reservationFor(Job job, TrainingSpec spec) {
        Reservation kept = admitted.remove(job.id());
        return kept == null ? reserve(spec, 0) : kept;
    }

    /**
     * Reserves memory for a session of the spec.
     *
     * @param has bytes that are already reserved for it
     * @throws PlaygroundException if too little memory is free
     */
    public Reservation reserve(TrainingSpec spec, long has) {
        long bytes = estimate.applyAsLong(spec);
        return memory.reserve(Math.max(0, bytes - has)).orElseThrow(() -> JobProblems.noMemory(bytes));
    }

    /** Bytes that are reserved now. */
    public long reservedBytes() {
        return memory.reservedBytes();
    }
}
