package org.nnplayground.problem;

import java.util.List;

/** A named problem. Any package may throw it; only {@code web} converts it into a problem document. */
public class PlaygroundException extends RuntimeException {

    private final ProblemType type;
    private final transient Message detail;
    private final transient List<Violation> violations;

    /** @param detail one sentence for the client: what happened and what to do next */
    public PlaygroundException(ProblemType type, Message detail) {
        this(type, detail, List.of());
    }

    public PlaygroundException(ProblemType type, Message detail, List<Violation> violations) {
        super(detail.toString());
        this.type = type;
        this.detail = detail;
        this.violations = List.copyOf(violations);
    }

    /** An invalid request, with all its violations. */
    public static PlaygroundException invalid(List<Violation> violations) {
        Message detail = violations.size() == 1
                ? Message.of("request.one-fault")
                : Message.of("request.faults", violations.size());
        return new PlaygroundException(ProblemType.INVALID_REQUEST, detail, violations);
    }

    public static PlaygroundException invalid(String pointer, Message detail) {
        return invalid(List.of(new Violation(pointer, detail)));
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** One sentence for the client. */
    public Message detail() {
        return detail;
    }
}
