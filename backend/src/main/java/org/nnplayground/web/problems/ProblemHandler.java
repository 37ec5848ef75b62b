package org.nnplayground.web.problems;

import java.util.Locale;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.web.filter.AccessLog;
import org.nnplayground.web.request.BodyReader;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.ProblemDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts exceptions that are thrown before a response has begun into problem documents: problems of the domain,
 * Spring's own (unknown paths, methods, media types, parameters), and unexpected exceptions, which are logged and
 * reported without details. Its order is before Spring Boot's error page, which has -1.
 */
@Component
@Order(-2)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper mapper;

    ProblemHandler(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(thrown);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            log.atDebug().setCause(thrown).log("The client closed the connection before its response");
            response.setStatusCode(HttpStatus.BAD_REQUEST); // for the log alone: nobody reads it
            return Mono.empty();
        }
        String path = exchange.getRequest().getPath().value();
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        PlaygroundException problem = problem(exchange, thrown);
        String id = AccessLog.requestId(exchange);
        ProblemDocument document = ProblemDocument.of(problem, path, language).withRequestId(id);
        response.getHeaders().set(AccessLog.HEADER, id);
        response.setRawStatusCode(document.status());
        if (thrown instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values)); // Allow, Accept
        }
        if (problem instanceof TryLaterException later) {
            response.getHeaders()
                    .set(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Math.max(1, later.retryAfter().toSeconds())));
        }
        if (problem.type() == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            response.getHeaders().set(HttpHeaders.ACCEPT_ENCODING, BodyReader.ACCEPTED_CODINGS);
        }
        if (problem.type() == ProblemType.UNAUTHORIZED) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        response.getHeaders().set(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        byte[] body = mapper.writeValueAsBytes(document);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static PlaygroundException problem(ServerWebExchange exchange, Throwable thrown) {
        String method = exchange.getRequest().getMethod().name();
        String path = exchange.getRequest().getPath().value();
        return switch (thrown) {
            case PlaygroundException problem -> problem;
            case MethodNotAllowedException wrong ->
                new PlaygroundException(
                        ProblemType.METHOD_NOT_ALLOWED,
                        Message.of(
                                "request.method",
                                path,
                                method,
                                wrong.getSupportedMethods().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .toList()));
            case NotAcceptableStatusException wrong ->
                new PlaygroundException(
                        ProblemType.NOT_ACCEPTABLE,
                        wrong.getSupportedMediaTypes().isEmpty()
                                ? Message.of("request.accept-unreadable")
                                : Message.of("request.accept", wrong.getSupportedMediaTypes()));
            case InvalidMediaTypeException wrong ->
                new PlaygroundException(ProblemType.NOT_ACCEPTABLE, Message.of("request.accept-unreadable"));
            case UnsupportedMediaTypeStatusException wrong ->
                new PlaygroundException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        wrong.getSupportedMediaTypes().isEmpty()
                                ? Message.of("request.content-type-unreadable")
                                : Message.of("request.content-type", wrong.getSupportedMediaTypes()));
            case ServerWebInputException wrong ->
                new PlaygroundException(ProblemType.INVALID_REQUEST, parameterMessage(wrong));
            case DataBufferLimitException tooLarge ->
                new PlaygroundException(ProblemType.CONTENT_TOO_LARGE, Message.of("body.too-large-here"));
            case ErrorResponse known -> known(exchange, known, method + " " + path, thrown);
            default -> unexpected(exchange, method + " " + path, thrown);
        };
    }

    /** Spring's text is only "Type mismatch.", but the exception names the parameter. */
    private static Message parameterMessage(ServerWebInputException wrong) {
        MethodParameter parameter = wrong.getMethodParameter();
        String name = parameter == null ? null : parameter.getParameterName();
        if (parameter == null || name == null || wrong instanceof MissingRequestValueException) {
            return name == null ? Message.of("request.unreadable") : Message.of("request.parameter-missing", name);
        }
        String kind = parameter.getParameterType().getSimpleName().toLowerCase(Locale.ROOT);
        return Message.of("request.parameter-type", name, kind);
    }

    private static PlaygroundException known(
            ServerWebExchange exchange, ErrorResponse known, String request, Throwable thrown) {
        int status = known.getStatusCode().value();
        if (status == HttpStatus.NOT_FOUND.value()) {
            return new PlaygroundException(ProblemType.NOT_FOUND, Message.of("request.no-answer", request));
        }
        return known.getStatusCode().is4xxClientError()
                ? new PlaygroundException(ProblemType.INVALID_REQUEST, Message.of("request.unreadable"))
                : unexpected(exchange, request, thrown);
    }

    private static PlaygroundException unexpected(ServerWebExchange exchange, String request, Throwable thrown) {
        String id = AccessLog.requestId(exchange);
        log.atError()
                .addKeyValue("request", id)
                .setCause(thrown)
                .log("Unexpected exception {} while handling {}", id, request);
        return new PlaygroundException(ProblemType.INTERNAL, Message.of("internal.logged", id));
    }
}
