package org.nnplayground.problem;

/**
 * Every kind of problem that a client can be told of. The slug is API: {@code type} of a problem document is
 * {@code /problems/<slug>}. {@code docs/problems.md} catalogues them, and a test holds the two together.
 */
public enum ProblemType {
    INVALID_JSON("invalid-json", "The body is not valid JSON"),
    UNAUTHORIZED("unauthorized", "This needs a token"),
    FORBIDDEN("forbidden", "The token is not for this"),
    NOT_FOUND("not-found", "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", "The address does not take this method"),
    NOT_ACCEPTABLE("not-acceptable", "No such representation"),
    ILLEGAL_STATE("illegal-state", "The job's state does not allow it"),
    CONTENT_TOO_LARGE("content-too-large", "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "The body must be application/json"),
    INVALID_REQUEST("invalid-request", "The request is not valid"),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests"),
    QUEUE_FULL("queue-full", "The service is full"),
    TRAINING_DIVERGED("training-diverged", "The training diverged"),
    INTERNAL("internal", "Something went wrong here");

    private final String slug;
    private final String title;

    ProblemType(String slug, String title) {
        this.slug = slug;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    /** One short English sentence, the same for every occurrence. */
    public String title() {
        return title;
    }
}
