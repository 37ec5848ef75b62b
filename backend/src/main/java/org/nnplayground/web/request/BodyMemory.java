package org.nnplayground.web.request;

import java.util.concurrent.atomic.AtomicLong;

/** Limits the memory of all request bodies that are being received, parsed or used. */
final class BodyMemory {

    /** Bytes of each body that are not counted. */
    private static final long UNCOUNTED = 16 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most maximum bytes of all bodies together */
    BodyMemory(long most) {
        this.most = most;
    }

    /** Whether a body of this size can ever be received. */
    boolean canEverHold(long size) {
        return size - UNCOUNTED <= most;
    }

    long mostBytes() {
        return most;
    }

    /** The memory of one body, which grows until all its users have closed it. */
    final class Share implements AutoCloseable {
        private long bytes;
        private int users = 1;

        /**
         * Grows to the size of a body.
         *
         * @return false, without a change, if there is not enough memory or the share was released
         */
        synchronized boolean grow(long size) {
            if (users == 0) {
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

        /** Adds a user, who has to close the share. */
        synchronized void retain() {
            users++;
        }

        @Override
        public synchronized void close() {
            users = Math.max(0, users - 1);
            if (users == 0) {
                taken.addAndGet(-bytes);
                bytes = 0;
            }
        }
    }

    Share share() {
        return new Share();
    }
}
