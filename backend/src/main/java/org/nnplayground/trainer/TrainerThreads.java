package org.nnplayground.trainer;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that run the turns of many tasks: always the task that has been due the longest, each by one thread at a time.
 * The first slot runs no {@link TrainerTask#patient} task, so that a user never waits for two long turns. Native training
 * code runs on these threads only, never on an event loop.
 *
 * <p>Each running turn occupies a slot. A turn can yield its slot to other tasks and wait for one again: its thread keeps
 * the turn, and another thread runs the slot. So at most as many turns as there are slots compute at the same time, except
 * work that is {@link #offload offloaded}.
 */
final class TrainerThreads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrainerThreads.class);
    private static final long SECONDS_TO_END = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> urgent = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
    private final PriorityQueue<Due> patient = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
    private final Map<TrainerTask, Due> known = new HashMap<>();
    private final AtomicInteger started = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    /** The task whose turn the present thread runs. */
    private final ThreadLocal<@Nullable Due> taking = new ThreadLocal<>();

    private boolean closed;

    /** The right of one thread to run turns. */
    private record Place(boolean forPeople) {}

    /** A task, when it is due, and whether a thread is running it. */
    private static final class Due {
        final TrainerTask turn;
        long at;
        boolean taken;
        boolean wokenMeanwhile;

        /** Null while no thread runs the task, and while its thread has yielded. */
        @Nullable
        Place place;

        /** Whether its thread has yielded and waits for a slot. */
        boolean waiting;

        Due(TrainerTask turn, long at) {
            this.turn = turn;
            this.at = at;
        }
    }

    TrainerThreads(int count) {
        for (int i = 0; i < count; i++) {
            fill(new Place(i == 0 && count > 1));
        }
    }

    private Thread thread(Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name("trainer-" + started.getAndIncrement())
                .unstarted(work);
    }

    private void fill(Place place) {
        threads.execute(() -> work(place));
    }

    /** Makes a task due now; adds it if it is new. */
    void wake(TrainerTask turn) {
        lock.lock();
        try {
            Due due = known.computeIfAbsent(turn, t -> new Due(t, 0));
            if (due.taken) {
                due.wokenMeanwhile = true;
            } else {
                line(due).remove(due);
                due.at = System.nanoTime();
                line(due).add(due);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Number of tasks that are due, scheduled or running. */
    int turns() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    /** How long the first due task has been waiting for a thread. */
    Duration overdue() {
        lock.lock();
        try {
            long now = System.nanoTime();
            long longest = Stream.of(urgent.peek(), patient.peek())
                    .filter(Objects::nonNull)
                    .mapToLong(due -> now - due.at)
                    .max()
                    .orElse(0);
            return Duration.ofNanos(Math.max(0, longest));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets tasks run first that have been due for longer than the present turn. Called within a turn, between two native
     * calls. Does nothing on other threads, or if no task is due.
     */
    void yield() {
        Due due = taking.get();
        if (due != null && othersAreDue(due) && leave(due)) {
            comeBack(due);
        }
    }

    private boolean othersAreDue(Due present) {
        lock.lock();
        try {
            Due first = present.place == null ? null : first(present.place.forPeople());
            return first != null && first.at <= System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs long work that cannot be divided, and contains no native calls, without occupying a slot. Called within a
     * turn.
     */
    <T> T offload(Supplier<T> work) {
        Due due = taking.get();
        if (due == null || !leave(due)) {
            return work.get();
        }
        try {
            return work.get();
        } finally {
            comeBack(due);
        }
    }

    /** @return false if the turn has no slot */
    private boolean leave(Due due) {
        lock.lock();
        try {
            Place place = due.place;
            if (place == null || closed) {
                return false;
            }
            due.place = null;
            fill(place);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void comeBack(Due due) {
        lock.lock();
        try {
            due.at = System.nanoTime();
            due.waiting = true;
            line(due).add(due);
            changed.signalAll();
            while (due.waiting && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs turns with a slot until another thread takes the slot over, or all threads end. */
    private void work(Place first) {
        try {
            @Nullable Place place = first;
            while (place != null) {
                Due due = next(place);
                if (due == null) {
                    return;
                }
                taking.set(due);
                long at = take(due.turn);
                taking.remove();
                place = giveBack(due, at);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static long take(TrainerTask turn) {
        try {
            return turn.take();
        } catch (Throwable e) {
            log.error("Trainer: a turn failed with an internal error; its task is not scheduled again", e);
            return TrainerTask.NEVER;
        }
    }

    private PriorityQueue<Due> line(Due due) {
        return due.turn.patient() ? patient : urgent;
    }

    private @Nullable Due next(Place place) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Due first = first(place.forPeople());
                long wait = first == null ? Long.MAX_VALUE : first.at - System.nanoTime();
                if (first != null && wait <= 0) {
                    line(first).remove();
                    first.taken = true;
                    first.place = place;
                    if (first.waiting) {
                        first.waiting = false;
                        changed.signalAll();
                        return null;
                    }
                    return first;
                }
                if (first == null) {
                    changed.await();
                } else {
                    changed.await(wait, TimeUnit.NANOSECONDS);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Due first(boolean forPeople) {
        Due person = urgent.peek();
        Due batch = forPeople ? null : patient.peek();
        if (person == null || batch == null) {
            return person == null ? batch : person;
        }
        return person.at <= batch.at ? person : batch;
    }

    /** @return the slot that the turn ended with */
    private @Nullable Place giveBack(Due due, long at) {
        lock.lock();
        try {
            Place place = due.place;
            due.taken = false;
            due.place = null;
            if (due.wokenMeanwhile || at != TrainerTask.NEVER) {
                due.at = due.wokenMeanwhile ? System.nanoTime() : at;
                due.wokenMeanwhile = false;
                line(due).add(due);
                changed.signalAll();
            } else {
                known.remove(due.turn);
            }
            return place;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads after their present turns. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                log.warn("Trainer: a turn did not end within {} s; stopping without it", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
