package org.nnplayground.problem;

import java.util.List;

/** A problem with a name, thrown by any room and turned into a problem document by the web room alone. */
public class PlaygroundException extends RuntimeException {

    private final ProblemType type;
    private final List<Violation> violations;

    /** @param detail one sentence for the client: what happened and what to do next */
    public PlaygroundException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public PlaygroundException(ProblemType type, String detail, List<Violation> violations) {
        super(detail);
        this.type = type;
        this.violations = List.copyOf(violations);
    }

    /** A request with at least one fault; every fault at once. */
    public static PlaygroundException invalid(List<Violation> violations) {
        String detail = violations.size() == 1
                ? "One thing is not as it must be."
                : violations.size() + " things are not as they must be.";
        return new PlaygroundException(ProblemType.INVALID_REQUEST, detail, violations);
    }

    public static PlaygroundException invalid(String pointer, String detail) {
        return invalid(List.of(new Violation(pointer, detail)));
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** One sentence for the client. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
