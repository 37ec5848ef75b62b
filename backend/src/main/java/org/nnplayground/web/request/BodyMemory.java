package org.nnplayground.web.request;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of all bodies that are on their way, so that together they do not fill the memory. */
final class BodyMemory {

    /** What every body may have without being counted. */
    private static final long FREE = 16 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most bytes of all bodies */
    BodyMemory(long most) {
        this.most = most;
    }

    /** The part of one body, which grows until it is given back. */
    final class Share implements AutoCloseable {
        private long bytes;
        private boolean closed;

        /**
         * Grows to what a body of so many bytes takes.
         *
         * @return false where there is no room, or it has been given back: it stays as it was
         */
        synchronized boolean grow(long size) {
            if (closed) {
                return false;
            }
            long more = Math.max(0, size - FREE) - bytes;
            if (more <= 0) {
                return true;
            }
            if (taken.addAndGet(more) > most) {
                taken.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        @Override
        public synchronized void close() {
            taken.addAndGet(-bytes);
            bytes = 0;
            closed = true;
        }
    }

    Share share() {
        return new Share();
    }
}
