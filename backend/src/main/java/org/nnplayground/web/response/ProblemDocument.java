package org.nnplayground.web.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.Violation;
import org.springframework.http.HttpStatus;

/**
 * A problem document (RFC 9457): the body of an error response, the failure of a job, or an event of a stream.
 *
 * @param type {@code /problems/<slug>}: an address of this server that explains it
 * @param status HTTP status of a response with this problem
 * @param instance path of the request or job; null if there is none
 * @param requestId the {@code X-Request-Id} of the response; null in a job or a stream
 * @param errors all violations of an invalid request; otherwise empty and not written
 */
public record ProblemDocument(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instance,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String requestId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {

    /** A {@link Violation} in words. */
    @Schema(name = "Violation")
    public record Fault(String pointer, String detail) {}

    public ProblemDocument {
        errors = List.copyOf(errors);
    }

    public static ProblemDocument of(ProblemType type, Message detail, @Nullable String instance, Language language) {
        return of(type, detail, instance, List.of(), language);
    }

    public static ProblemDocument of(PlaygroundException problem, @Nullable String instance, Language language) {
        return of(problem.type(), problem.detail(), instance, problem.violations(), language);
    }

    private static ProblemDocument of(
            ProblemType type, Message detail, @Nullable String instance, List<Violation> errors, Language language) {
        return new ProblemDocument(
                path(type),
                type.title().in(language),
                status(type).value(),
                detail.in(language),
                instance,
                null,
                errors.stream()
                        .map(error -> new Fault(error.pointer(), error.detail().in(language)))
                        .toList());
    }

    /** The same in the response to a request. */
    public ProblemDocument withRequestId(String id) {
        return new ProblemDocument(type, title, status, detail, instance, id, errors);
    }

    /** The {@code type} of its documents: the path of the page that explains it. */
    public static String path(ProblemType type) {
        return "/problems/" + type.slug();
    }

    /** The HTTP status of a response with this type of problem. */
    public static HttpStatus status(ProblemType type) {
        return switch (type) {
            case INVALID_ADDRESS, MALFORMED_REQUEST, INVALID_JSON -> HttpStatus.BAD_REQUEST;
            case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> HttpStatus.NOT_ACCEPTABLE;
            case ILLEGAL_STATE, KEY_IN_USE -> HttpStatus.CONFLICT;
            case REQUEST_TIMEOUT -> HttpStatus.REQUEST_TIMEOUT;
            case CONTENT_TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case ADDRESS_TOO_LONG -> HttpStatus.URI_TOO_LONG;
            case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case INVALID_REQUEST, KEY_REUSED, TRAINING_DIVERGED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY_REQUESTS -> HttpStatus.TOO_MANY_REQUESTS;
            case HEADERS_TOO_LARGE -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            case QUEUE_FULL, STORE_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case JOB_CRASHED_TRAINER, INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
