package org.nnplayground.admission;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.SessionMemory.Common;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobProblems;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.TrainingSpec;

/**
 * Admits jobs by the estimated memory of their trainings: each job within the limits of one job, and all open jobs
 * together within the memory budget. Native memory and the Java heap are separate limits. Thread-safe.
 *
 * <p>The heap of a training is its samples, its latest losses and copies of its state (parameters and optimizer state).
 * A checkpoint has the present state, the last finite one and, with patience, the best one. At the same time there are
 * the last checkpoint, the one that is being written, its bytes, and one state on its way from the engine.
 */
public final class Admission {

    /** Checkpoints on the heap at the same time: the last one, the one being written, and its bytes. */
    private static final int CHECKPOINTS = 3;

    /** States of a checkpoint: the present one and the last finite one. */
    private static final int STATES = 2;

    /** Losses of the latest epochs, the parameter path, and the objects of a session. */
    private static final long PER_JOB = 256L * 1024;

    /** Heap of a number in a response: twice as a value, and as JSON in a buffer that grows. */
    private static final long BYTES_PER_SENT_NUMBER = 64;

    private final BiFunction<TrainingSpec, Arithmetic, SessionMemory> estimate;
    private final MemoryNeed limitOfOne;
    private final MemoryBudget budget;

    /** Reservations of jobs that are going to open. */
    private final Map<String, Reservation> admitted = new ConcurrentHashMap<>();

    /** @param estimate memory of a session of a spec in an arithmetic */
    public Admission(BiFunction<TrainingSpec, Arithmetic, SessionMemory> estimate, Limits limits) {
        this.estimate = estimate;
        this.limitOfOne = new MemoryNeed(
                Math.min(limits.jobMemoryBytes(), limits.memoryBytes()),
                Math.min(limits.jobHeapBytes(), limits.heapBytes()));
        this.budget = new MemoryBudget(new MemoryNeed(limits.memoryBytes(), limits.heapBytes()));
    }

    /** Upper estimate of the memory that a training takes, without what it has in common with others. */
    public MemoryNeed need(TrainingSpec spec, Arithmetic arithmetic, StopConditions stop) {
        return need(estimate.apply(spec, arithmetic), stop);
    }

    private static MemoryNeed need(SessionMemory session, StopConditions stop) {
        int states = STATES + (stop.patience() == null ? 0 : 1);
        return new MemoryNeed(
                session.nativeBytes(),
                session.heapBytes() + (CHECKPOINTS * states + 1) * session.stateBytes() + PER_JOB);
    }

    /**
     * Checks a spec against the memory limits of one job.
     *
     * @param pointer JSON pointer of the spec in the request body
     * @throws PlaygroundException if an estimate exceeds its limit
     */
    public void requireFit(TrainingSpec spec, Arithmetic arithmetic, StopConditions stop, String pointer) {
        MemoryNeed need = need(spec, arithmetic, stop);
        if (need.nativeBytes() > limitOfOne.nativeBytes()) {
            throw JobProblems.tooLarge(pointer, need.nativeBytes(), limitOfOne.nativeBytes());
        }
        if (need.heapBytes() > limitOfOne.heapBytes()) {
            throw JobProblems.tooLargeForHeap(pointer, need.heapBytes(), limitOfOne.heapBytes());
        }
    }

    /** Whether this process can train the job when it trains nothing else. */
    public boolean canEverAdmit(Job job) {
        SessionMemory session = estimate.apply(job.spec(), job.arithmetic());
        return budget.canEverHold(need(session, job.stop()), session.common());
    }

    /** Reserves memory for a job that is going to open, unless it has a reservation; false if too little is free. */
    public boolean admit(Job job) {
        if (admitted.containsKey(job.id())) {
            return true;
        }
        SessionMemory session = estimate.apply(job.spec(), job.arithmetic());
        var reserved = budget.reserve(need(session, job.stop()), session.common());
        reserved.ifPresent(reservation -> admitted.put(job.id(), reservation));
        return reserved.isPresent();
    }

    /** As {@link #admit}, but throws a {@link PlaygroundException} if too little memory is free. */
    public void requireMemory(Job job) {
        if (!admit(job)) {
            throw JobProblems.noMemory(
                    need(job.spec(), job.arithmetic(), job.stop()).bytes());
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
    public Reservation reservationFor(Job job, TrainingSpec spec, StopConditions stop) {
        Reservation kept = admitted.remove(job.id());
        return kept == null ? reserve(spec, job.arithmetic(), stop, List.of()) : kept;
    }

    /**
     * Reserves memory for a temporary session of a job, opened from its last checkpoint.
     *
     * @throws PlaygroundException if too little memory is free
     */
    public Reservation reserve(Job job) {
        return reserve(job.spec(), job.arithmetic(), job.stop(), List.of());
    }

    /**
     * Reserves memory for a training that changes.
     *
     * @param existing reservations that it has already
     * @throws PlaygroundException if too little memory is free
     */
    public Reservation reserve(
            TrainingSpec spec, Arithmetic arithmetic, StopConditions stop, List<Reservation> existing) {
        MemoryNeed has = existing.stream().map(Reservation::amount).reduce(MemoryNeed.NONE, MemoryNeed::plus);
        SessionMemory session = estimate.apply(spec, arithmetic);
        return reserve(need(session, stop).beyond(has), session.common());
    }

    /**
     * Reserves heap for a response.
     *
     * @param numbers that it contains
     * @throws PlaygroundException if too little memory is free
     */
    public Reservation reserveResponse(long numbers) {
        return reserve(new MemoryNeed(0, BYTES_PER_SENT_NUMBER * numbers), null);
    }

    /**
     * Reserves heap for the samples of a spec.
     *
     * @throws PlaygroundException if too little memory is free
     */
    public Reservation reserveSamples(TrainingSpec spec) {
        return reserve(new MemoryNeed(0, estimate.apply(spec, Arithmetic.SOLO).heapBytes()), null);
    }

    private Reservation reserve(MemoryNeed need, @Nullable Common common) {
        return budget.reserve(need, common).orElseThrow(() -> JobProblems.noMemory(need.bytes()));
    }

    /** What is reserved now. */
    public MemoryNeed reserved() {
        return budget.reserved();
    }
}
