package org.nnplayground.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.nnplayground.database.Database;
import org.nnplayground.store.JobAnnouncement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes jobs that are due to the database on a thread of its own: every 500 ms, and at once after {@link #wake}. What
 * changes during a write is part of the next one, so writing many jobs costs little more than writing one. What cannot
 * be written stays in the buffer and is tried again.
 */
final class JobWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobWriter.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final long SECONDS_TO_CLOSE = 10;

    // Of one transaction.
    private static final int MAX_JOBS = 100;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private record Work(WriteBehindEntry entry, WriteBatch batch) {}

    private final Database database;
    private final JobTables tables;
    private final Supplier<List<WriteBehindEntry>> due;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean awake;
    private boolean closed;
    private boolean failing;

    /** @param due the jobs to write now */
    JobWriter(Database database, JobTables tables, Supplier<List<WriteBehindEntry>> due) {
        this.database = database;
        this.tables = tables;
        this.due = due;
        this.thread = Thread.ofPlatform().daemon().name("job-writer").start(this::run);
    }

    /** Writes now instead of at the end of the interval, unless the last write has failed. */
    void wake() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean isLast = false;
        while (!isLast) {
            isLast = awaitWork();
            try {
                writeAll();
                if (failing) {
                    failing = false;
                    log.info("Job writer: the database accepts writes again");
                }
            } catch (RuntimeException | Error e) { // without this thread nothing is ever written
                if (!failing) {
                    failing = true;
                    log.error(
                            "Job writer: writing jobs failed; the data stays in memory and is tried again every {} ms",
                            INTERVAL.toMillis(),
                            e);
                }
            }
        }
    }

    /** @return whether the writer is closed, so that this write is the last one */
    private boolean awaitWork() {
        lock.lock();
        try {
            long left = INTERVAL.toNanos();
            while ((failing || !awake) && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            awake = false;
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        var group = new ArrayList<Work>();
        long bytes = 0;
        for (WriteBehindEntry entry : due.get()) {
            WriteBatch batch = entry.nextBatch();
            if (batch != null) {
                group.add(new Work(entry, batch));
                bytes += batch.bytes();
            }
            if (group.size() >= MAX_JOBS || bytes >= MAX_BYTES) {
                write(group);
                group.clear();
                bytes = 0;
            }
        }
        if (!group.isEmpty()) {
            write(group);
        }
    }

    /** Writes some jobs in one transaction. */
    private void write(List<Work> group) {
        List<WriteBatch> batches = group.stream().map(Work::batch).toList();
        var rejected = new HashSet<String>();
        var lost = new HashSet<String>();
        database.write(client -> tables.write(client, batches, rejected::add, lost::add), announced(batches))
                .block();
        for (Work work : group) {
            if (rejected.contains(work.batch.job().id())) {
                work.entry.drop();
            } else if (lost.contains(work.batch.job().id()) && work.batch.pieces() != null) {
                work.entry.lose(work.batch.pieces().number());
            } else {
                work.entry.lastWritten(work.batch);
            }
        }
    }

    private static List<String> announced(List<WriteBatch> batches) {
        return batches.stream()
                .filter(WriteBatch::changesState)
                .map(batch -> JobAnnouncement.of(batch.job()).text())
                .toList();
    }

    /** Writes a last time, for at most 10 s. */
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
            thread.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_CLOSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
