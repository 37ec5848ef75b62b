package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.Violation;

/** Collects the violations of one request. */
public final class Violations {

    /** Maximum number of violations that are reported; a body of 16 MB could have millions. */
    private static final int TOLD = 200;

    private final List<Violation> violations = new ArrayList<>();
    private long count;

    public void add(String pointer, Message detail) {
        count++;
        if (violations.size() < TOLD) {
            violations.add(new Violation(pointer, detail));
        }
    }

    /**
     * Number of violations so far, including unreported ones. If it has not changed, everything read since is valid.
     */
    public long count() {
        return count;
    }

    /** @throws PlaygroundException of type {@code invalid-request} if there are any */
    public void throwIfAny() {
        if (count > TOLD) {
            throw new PlaygroundException(
                    ProblemType.INVALID_REQUEST, Message.of("request.many-faults", count, TOLD), violations);
        }
        if (count > 0) {
            throw PlaygroundException.invalid(violations);
        }
    }
}
