package org.nnplayground.problem;

/**
 * Every type of problem that clients can see. The slug is API: {@code type} of a problem document is
 * {@code /problems/<slug>}. {@code docs/problems.md} lists them; a test compares both.
 */
public enum ProblemType {
    INVALID_ADDRESS("invalid-address"),
    MALFORMED_REQUEST("malformed-request"),
    INVALID_JSON("invalid-json"),
    UNAUTHORIZED("unauthorized"),
    FORBIDDEN("forbidden"),
    NOT_FOUND("not-found"),
    METHOD_NOT_ALLOWED("method-not-allowed"),
    NOT_ACCEPTABLE("not-acceptable"),
    ILLEGAL_STATE("illegal-state"),
    KEY_IN_USE("idempotency-key-in-use"),
    REQUEST_TIMEOUT("request-timeout"),
    CONTENT_TOO_LARGE("content-too-large"),
    ADDRESS_TOO_LONG("address-too-long"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type"),
    INVALID_REQUEST("invalid-request"),
    KEY_REUSED("idempotency-key-reused"),
    TOO_MANY_REQUESTS("too-many-requests"),
    HEADERS_TOO_LARGE("headers-too-large"),
    QUEUE_FULL("queue-full"),
    STORE_UNAVAILABLE("store-unavailable"),
    TRAINING_DIVERGED("training-diverged"),
    JOB_CRASHED_TRAINER("job-crashed-trainer"),
    INTERNAL("internal");

    private final String slug;

    ProblemType(String slug) {
        this.slug = slug;
    }

    public String slug() {
        return slug;
    }

    /** One short sentence, the same for every occurrence. */
    public Message title() {
        return Message.of(slug + ".title");
    }

    /** The cause, for the page that explains the problem. */
    public Message happened() {
        return Message.of(slug + ".happened");
    }

    /** What to do about it. */
    public Message remedy() {
        return Message.of(slug + ".remedy");
    }
}
