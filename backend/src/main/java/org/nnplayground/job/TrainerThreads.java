package org.nnplayground.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that take the turns of many trainings: always that which has been due the longest, and no two threads the
 * same. The first thread takes no {@link Turn#patient} turn, so that people never wait for two long ones at a time.
 * Native training code runs here only, never on an event loop.
 */
final class TrainerThreads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrainerThreads.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> urgent = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
    private final PriorityQueue<Due> patient = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
    private final Map<Turn, Due> known = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /** When a turn is due, and whether a thread is taking it right now. */
    private static final class Due {
        final Turn turn;
        long at;
        boolean taken;
        boolean wokenMeanwhile;

        Due(Turn turn, long at) {
            this.turn = turn;
            this.at = at;
        }
    }

    TrainerThreads(int count) {
        for (int i = 0; i < count; i++) {
            boolean forPeople = i == 0 && count > 1;
            threads.add(Thread.ofPlatform().daemon().name("trainer-" + i).start(() -> work(forPeople)));
        }
    }

    /** Makes a turn due now, a new one too. */
    void wake(Turn turn) {
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

    private void work(boolean forPeople) {
        try {
            for (Due due = next(forPeople); due != null; due = next(forPeople)) {
                giveBack(due, take(due.turn));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static long take(Turn turn) {
        try {
            return turn.take();
        } catch (Throwable e) {
            log.error("A turn broke off", e);
            return Turn.NEVER;
        }
    }

    private PriorityQueue<Due> line(Due due) {
        return due.turn.patient() ? patient : urgent;
    }

    private @Nullable Due next(boolean forPeople) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Due first = first(forPeople);
                long wait = first == null ? Long.MAX_VALUE : first.at - System.nanoTime();
                if (first != null && wait <= 0) {
                    line(first).remove();
                    first.taken = true;
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

    private void giveBack(Due due, long at) {
        lock.lock();
        try {
            due.taken = false;
            if (due.wokenMeanwhile || at != Turn.NEVER) {
                due.at = due.wokenMeanwhile ? System.nanoTime() : at;
                due.wokenMeanwhile = false;
                line(due).add(due);
                changed.signalAll();
            } else {
                known.remove(due.turn);
            }
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
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
