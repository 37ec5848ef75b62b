package org.nnplayground.web.request;

import java.util.concurrent.atomic.AtomicLong;

/** Limits the memory of all request bodies that are being received or parsed. */
final class BodyMemory {

    /** Bytes of each body that are not counted. */
    private static final long UNCOUNTED = 16 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most maximum bytes of all bodies together */
    BodyMemory(long most) {
        this.most = most;
    }

    /** The memory of one body, which grows until it is released. */
    final class Share implements AutoCloseable {
        private long bytes;
        private boolean closed;

        /**
         * Grows to the size of a body.
         *
         * @return false, without a change, if there is not enough memory or the share was released
         */
        synchronized boolean grow(long size) {
            if (closed) {
                return false;
            }
            long more = Math.max(0, size - UNCOUNTED) - bytes;
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
