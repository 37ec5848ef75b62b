package org.nnplayground.trainer.schedule;

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
 * Threads that run the turns of many tasks: always the task that has been due the longest, each by one thread at a
 * time. While there are tasks of users, the first slot runs no {@link TrainerTask#isBackground} task, so that a user
 * never waits for two long turns. Native training code runs on these threads only, never on an event loop.
 *
 * <p>Each running turn occupies a slot. A turn can yield its slot to other tasks and wait for one again: its thread
 * keeps the turn, and another thread runs the slot. So at most as many turns as there are slots compute at the same
 * time, except work that is {@link #offload offloaded}.
 */
public final class TrainerThreads implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrainerThreads.class);
    private static final long SECONDS_TO_END = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<ScheduledTask> urgent = new PriorityQueue<>(Comparator.comparingLong(due -> due.dueAt));
    private final PriorityQueue<ScheduledTask> patient =
            new PriorityQueue<>(Comparator.comparingLong(due -> due.dueAt));
    private final Map<TrainerTask, ScheduledTask> tasks = new HashMap<>();
    private final AtomicInteger started = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);

    /** The task whose turn the present thread runs. */
    private final ThreadLocal<@Nullable ScheduledTask> current = new ThreadLocal<>();

    private final DelayMeter delays = new DelayMeter(System.nanoTime());

    /** Number of tasks that are not in the background: due, scheduled or running. */
    private int urgentTasks;

    private boolean closed;

    /**
     * The right of one thread to run turns.
     *
     * @param prefersUrgent whether it runs background tasks only while there are no others, not even scheduled ones
     */
    private record Slot(boolean prefersUrgent) {}

    /** A task, when it is due, and whether a thread is running it. */
    private static final class ScheduledTask {
        final TrainerTask task;
        long dueAt;
        boolean running;
        boolean wokenWhileRunning;

        /** Null while no thread runs the task, and while its thread has yielded. */
        @Nullable
        Slot slot;

        /** Whether its thread has yielded and waits for a slot. */
        boolean awaitsSlot;

        ScheduledTask(TrainerTask turn, long at) {
            this.task = turn;
            this.dueAt = at;
        }
    }

    /**
     * The mean delay of the urgent turns that began in the last whole window; 0 if they were so few that one late turn
     * would count much. Times are in nanoseconds.
     */
    static final class DelayMeter {
        static final long WINDOW = TimeUnit.SECONDS.toNanos(2);
        static final int MIN_TURNS = 20;

        private long since;
        private long sum;
        private long turns;
        private long mean;

        DelayMeter(long now) {
            since = now;
        }

        void add(long delay, long now) {
            endWindow(now);
            sum += delay;
            turns++;
        }

        long mean(long now) {
            endWindow(now);
            return mean;
        }

        private void endWindow(long now) {
            if (now - since >= WINDOW) {
                mean = turns < MIN_TURNS || now - since >= 2 * WINDOW ? 0 : sum / turns;
                since = now;
                sum = 0;
                turns = 0;
            }
        }
    }

    /** @param count number of slots */
    public TrainerThreads(int count) {
        for (int i = 0; i < count; i++) {
            startThread(new Slot(i == 0 && count > 1));
        }
    }

    private Thread thread(Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name("trainer-" + started.getAndIncrement())
                .unstarted(work);
    }

    private void startThread(Slot slot) {
        threads.execute(() -> runTurns(slot));
    }

    /** Makes a task due now; adds it if it is new. */
    public void wake(TrainerTask turn) {
        lock.lock();
        try {
            ScheduledTask due = tasks.computeIfAbsent(turn, this::scheduled);
            if (due.running) {
                due.wokenWhileRunning = true;
            } else {
                queueOf(due).remove(due);
                due.dueAt = System.nanoTime();
                queueOf(due).add(due);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private ScheduledTask scheduled(TrainerTask added) {
        if (!added.isBackground()) {
            urgentTasks++;
        }
        return new ScheduledTask(added, 0);
    }

    /** Number of tasks that are due, scheduled or running. */
    public int taskCount() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    /** How long the first due task has been waiting for a thread. */
    public Duration overdue() {
        lock.lock();
        try {
            long now = System.nanoTime();
            long longest = Stream.of(urgent.peek(), patient.peek())
                    .filter(Objects::nonNull)
                    .mapToLong(due -> now - due.dueAt)
                    .max()
                    .orElse(0);
            return Duration.ofNanos(Math.max(0, longest));
        } finally {
            lock.unlock();
        }
    }

    /** Mean time between that at which an urgent task was due and its turn, over two seconds; 0 if few turns began. */
    public Duration delay() {
        lock.lock();
        try {
            return Duration.ofNanos(delays.mean(System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets other due tasks run before this turn continues. Called within a turn, between two native calls. Does nothing
     * on other threads, or if no task is due.
     */
    public void yield() {
        ScheduledTask due = current.get();
        if (due != null && othersAreDue(due) && releaseSlot(due)) {
            awaitSlot(due);
        }
    }

    private boolean othersAreDue(ScheduledTask present) {
        lock.lock();
        try {
            ScheduledTask first = present.slot == null ? null : first(present.slot);
            return first != null && first.dueAt <= System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs long work that cannot be divided, and contains no native calls, without occupying a slot. Called within a
     * turn.
     */
    public <T> T offload(Supplier<T> work) {
        ScheduledTask due = current.get();
        if (due == null || !releaseSlot(due)) {
            return work.get();
        }
        try {
            return work.get();
        } finally {
            awaitSlot(due);
        }
    }

    /** @return false if the turn has no slot */
    private boolean releaseSlot(ScheduledTask due) {
        lock.lock();
        try {
            Slot slot = due.slot;
            if (slot == null || closed) {
                return false;
            }
            due.slot = null;
            startThread(slot);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void awaitSlot(ScheduledTask due) {
        lock.lock();
        try {
            due.dueAt = System.nanoTime();
            due.awaitsSlot = true;
            queueOf(due).add(due);
            changed.signalAll();
            while (due.awaitsSlot && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs turns with a slot until another thread takes the slot over, or all threads end. */
    private void runTurns(Slot first) {
        try {
            @Nullable Slot slot = first;
            while (slot != null) {
                ScheduledTask due = next(slot);
                if (due == null) {
                    return;
                }
                current.set(due);
                long at = runTurn(due.task);
                current.remove();
                slot = endTurn(due, at);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static long runTurn(TrainerTask turn) {
        try {
            return turn.runTurn();
        } catch (Throwable e) {
            log.error("Trainer: a turn failed with an internal error; its task is not scheduled again", e);
            return TrainerTask.NEVER;
        }
    }

    private PriorityQueue<ScheduledTask> queueOf(ScheduledTask due) {
        return due.task.isBackground() ? patient : urgent;
    }

    private @Nullable ScheduledTask next(Slot slot) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                ScheduledTask first = first(slot);
                long wait = first == null ? Long.MAX_VALUE : first.dueAt - System.nanoTime();
                if (first != null && wait <= 0) {
                    queueOf(first).remove();
                    first.running = true;
                    first.slot = slot;
                    if (first.awaitsSlot) {
                        first.awaitsSlot = false;
                        changed.signalAll();
                        return null;
                    }
                    if (!first.task.isBackground()) {
                        delays.add(-wait, System.nanoTime());
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

    private @Nullable ScheduledTask first(Slot slot) {
        ScheduledTask urgentTask = urgent.peek();
        ScheduledTask patientTask = slot.prefersUrgent && urgentTasks > 0 ? null : patient.peek();
        if (urgentTask == null || patientTask == null) {
            return urgentTask == null ? patientTask : urgentTask;
        }
        return urgentTask.dueAt <= patientTask.dueAt ? urgentTask : patientTask;
    }

    /** @return the slot that the turn ended with */
    private @Nullable Slot endTurn(ScheduledTask due, long at) {
        lock.lock();
        try {
            Slot slot = due.slot;
            due.running = false;
            due.slot = null;
            if (due.wokenWhileRunning || at != TrainerTask.NEVER) {
                due.dueAt = due.wokenWhileRunning ? System.nanoTime() : at;
                due.wokenWhileRunning = false;
                queueOf(due).add(due);
                changed.signalAll();
            } else {
                tasks.remove(due.task);
                if (!due.task.isBackground() && --urgentTasks == 0) {
                    changed.signalAll();
                }
            }
            return slot;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no turn runs any more; after {@link #close}. */
    public boolean haveEnded() {
        return threads.isTerminated();
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
