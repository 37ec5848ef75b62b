package org.nnplayground.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is pending, on a thread of its own: every half second, and at once when somebody waits for it. While it
 * writes, more becomes pending, which the next write takes along: so a write of many jobs costs little more than one of
 * one. What cannot be written stays pending and is tried again.
 */
final class JobWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobWriter.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    // Of one transaction.
    private static final int MOST_JOBS = 100;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final Database database;
    private final JobTables tables;
    private final Supplier<List<WriteBehindEntry>> all;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted;
    private boolean closed;
    private boolean failing;

    JobWriter(Database database, JobTables tables, Supplier<List<WriteBehindEntry>> all) {
        this.database = database;
        this.tables = tables;
        this.all = all;
        this.thread = Thread.ofPlatform().daemon().name("job-writer").start(this::work);
    }

    /** Writes without waiting for the next half second. */
    void hurry() {
        lock.lock();
        try {
            wanted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        boolean last = false;
        while (!last) {
            last = awaitWork();
            try {
                writeAll();
                if (failing) {
                    failing = false;
                    log.info("Jobs can be written again");
                }
            } catch (RuntimeException | Error e) { // memory may be short; without this thread nothing is kept
                if (!failing) {
                    failing = true;
                    log.error("Jobs cannot be written; trying again every half second", e);
                }
            }
        }
    }

    /** @return whether this is the last time */
    private boolean awaitWork() {
        lock.lock();
        try {
            long left = INTERVAL.toNanos();
            while ((failing || !wanted) && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            wanted = false;
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        record Work(WriteBehindEntry of, WriteBatch commit) {}
        var group = new ArrayList<Work>();
        long bytes = 0;
        List<WriteBehindEntry> pending = all.get();
        for (int i = 0; i < pending.size(); i++) {
            WriteBatch commit = pending.get(i).commit();
            if (commit != null) {
                group.add(new Work(pending.get(i), commit));
                bytes += commit.bytes();
            }
            boolean full = group.size() >= MOST_JOBS || bytes >= MOST_BYTES;
            if (!group.isEmpty() && (full || i == pending.size() - 1)) {
                List<WriteBatch> commits = group.stream().map(Work::commit).toList();
                var others = new HashSet<String>();
                database.write(client -> tables.write(client, commits, others::add))
                        .block();
                for (Work work : group) {
                    if (others.contains(work.commit.job().id())) {
                        work.of.lose();
                    } else {
                        work.of.written(work.commit);
                    }
                }
                group.clear();
                bytes = 0;
            }
        }
    }

    /** Writes what is pending a last time. */
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
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
