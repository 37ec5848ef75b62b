package org.nnplayground.problem;

import java.time.Duration;

/** A temporary problem: the same request may succeed later. */
public final class TryLaterException extends PlaygroundException {

    private final Duration retryAfter;

    /** @param after time for {@code Retry-After}, at least a second */
    public TryLaterException(ProblemType type, Message detail, Duration after) {
        super(type, detail);
        this.retryAfter = after;
    }

    /** The problem of every operation that fails because of the store. */
    public static TryLaterException storeUnavailable() {
        return new TryLaterException(
                ProblemType.STORE_UNAVAILABLE, Message.of("store.unavailable"), Duration.ofSeconds(5));
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
