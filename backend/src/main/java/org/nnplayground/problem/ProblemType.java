package org.nnplayground.problem;

/**
 * Every kind of problem that a client can be told of. The slug is API: {@code type} of a problem document is
 * {@code /problems/<slug>}. {@code docs/problems.md} catalogues them, and a test holds the two together.
 */
public enum ProblemType {
    INVALID_ADDRESS(
            "invalid-address",
            "The address is not one",
            "The request's address, or its Host header, is no URI (RFC 3986): it has a character that must be written as"
                    + " % and two hexadecimal digits, or a % without them.",
            "Encode the parts of the address before sending it."),
    INVALID_JSON(
            "invalid-json",
            "The body is not valid JSON",
            "The request's body is empty, is not JSON (RFC 8259), has a field twice, or is nested deeper or has longer"
                    + " names, numbers or strings than any request needs.",
            "The detail names line and column. Send one JSON object in UTF-8."),
    UNAUTHORIZED(
            "unauthorized",
            "This needs a token",
            "The call changes a job and came without the job's control token or an API key.",
            "Send the controlToken that the answer to the job's creation had, as Authorization: Bearer."),
    FORBIDDEN(
            "forbidden",
            "The token is not for this",
            "The token is not one for this job, or not one at all.",
            "Use the controlToken of this very job, or make a job of your own."),
    NOT_FOUND(
            "not-found",
            "There is no such thing",
            "Nothing is at this address: it is misspelt, or the job has been deleted or has expired.",
            "Look at the address; make the job again from its spec."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            "The address does not take this method",
            "The address exists, but not for this HTTP method.",
            "The Allow header lists the methods that it takes."),
    NOT_ACCEPTABLE(
            "not-acceptable",
            "No such representation",
            "The Accept header asks for something that this address cannot answer with.",
            "The detail lists what it can answer with; leave the header out for JSON."),
    ILLEGAL_STATE(
            "illegal-state",
            "The job's state does not allow it",
            "The call makes no sense in the job's present state, like playing a job that has ended.",
            "Read the job's state, and act on that."),
    KEY_IN_USE(
            "idempotency-key-in-use",
            "The first request with this key is not done",
            "A request with the same Idempotency-Key is being worked on.",
            "Send it again after the seconds that the Retry-After header says; it then gets the same answer."),
    CONTENT_TOO_LARGE(
            "content-too-large",
            "The body is too large",
            "The request's body has more bytes than the catalogue's limits allow.",
            "Send fewer samples, or a smaller network."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported-media-type",
            "The body must be application/json",
            "The body was sent as something else than JSON.",
            "Send the header Content-Type: application/json."),
    INVALID_REQUEST(
            "invalid-request",
            "The request is not valid",
            "Fields of the body or parameters of the query are missing, unknown, of the wrong type, out of range, not"
                    + " available, or do not fit each other.",
            "errors lists every fault: pointer is its place in the body (RFC 6901), detail says what is wrong, what is"
                    + " allowed and what was given. /api/v1/catalog has every choice and range."),
    KEY_REUSED(
            "idempotency-key-reused",
            "The key stood for another request",
            "The Idempotency-Key came with another body within the last day.",
            "Take a new key for each new request, and the same key only to repeat one."),
    TOO_MANY_REQUESTS(
            "too-many-requests",
            "Too many requests",
            "There were more requests, open streams or live jobs than one client may have.",
            "Wait as long as the Retry-After header says, in seconds."),
    QUEUE_FULL(
            "queue-full",
            "The service is full",
            "There are more jobs, or more large requests, than this server takes at a time.",
            "Wait as long as the Retry-After header says, in seconds."),
    STORE_UNAVAILABLE(
            "store-unavailable",
            "Nothing can be kept at present",
            "The server cannot reach its database, or its disk is full. Jobs in training go on meanwhile, and are kept"
                    + " once it can write again.",
            "Wait as long as the Retry-After header says, in seconds, and ask again."),
    TRAINING_DIVERGED(
            "training-diverged",
            "The training diverged",
            "A loss or a parameter was no finite number any more. The job shows its last finite parameters.",
            "Take a lower learning rate, smaller initial weights, or a bounded activation such as tanh."),
    INTERNAL(
            "internal",
            "Something went wrong here",
            "The server met something that it does not expect. It is not the request's fault.",
            "Try again; if it happens again, report the id that the detail has.");

    private final String slug;
    private final String title;
    private final String happened;
    private final String remedy;

    ProblemType(String slug, String title, String happened, String remedy) {
        this.slug = slug;
        this.title = title;
        this.happened = happened;
        this.remedy = remedy;
    }

    public String slug() {
        return slug;
    }

    /** One short English sentence, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** What has happened, for whoever looks the problem up. */
    public String happened() {
        return happened;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
