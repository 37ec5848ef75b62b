package org.nnplayground.problem;

import java.time.Duration;

/** A problem that goes away by itself: the same request may well succeed later. */
public final class TryLaterException extends PlaygroundException {

    private final Duration after;

    /** @param after how long to wait, at least a second */
    public TryLaterException(ProblemType type, Message detail, Duration after) {
        super(type, detail);
        this.after = after;
    }

    public Duration after() {
        return after;
    }
}
