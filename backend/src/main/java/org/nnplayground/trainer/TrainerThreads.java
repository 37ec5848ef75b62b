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
 * Threads that take the turns of many trainings: always that which has been due the longest, and no two threads the
 * same. The first place takes no {@link TrainerTask#patient} turn, so that people never wait for two long ones at a
 * time. Native training code runs here only, never on an event loop.
 *
 * <p>A turn may give its place to others and wait for one again: its thread stays with it, another thread takes the
 * place. So at most as many turns as there are places compute at a time, but for what is done {@link #offload}.
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

    /** What the present thread is taking. */
    private final ThreadLocal<@Nullable Due> taking = new ThreadLocal<>();

    private boolean closed;

    /** The right of one thread to take turns. */
    private record Place(boolean forPeople) {}

    /** When a turn is due, and whether a thread is taking it right now. */
    private static final class Due {
        final TrainerTask turn;
        long at;
        boolean taken;
        boolean wokenMeanwhile;

        /** Null while no thread takes the turn, and while the one that does has given way. */
        @Nullable
        Place place;

        /** Whether the thread that takes it waits in line for a place. */
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

    /** Makes a turn due now, a new one too. */
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

    /** Turns that are due, will be, or are being taken. */
    int turns() {
        lock.lock();
        try {
            return known.size();
        } finally {
            lock.unlock();
        }
    }

    /** How long the turn that has been due the longest waits for a thread already. */
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
     * Lets those go first that have been due for longer than the present turn; called within a turn, between two native
     * calls. Does nothing elsewhere, or where nobody else is due.
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
     * Does work that may be long and cannot be cut, as none of it is native: within a turn, with its place given to
     * others meanwhile.
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

    /** @return false where the turn has no place to leave */
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

    /** Takes turns with a place until another thread goes on with it, or all end. */
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
            log.error("A turn broke off", e);
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

    /** @return the place that the turn ended with */
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

    /** Ends the threads after the turns that they are taking. */
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
                log.warn("A turn did not end within {} s", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
