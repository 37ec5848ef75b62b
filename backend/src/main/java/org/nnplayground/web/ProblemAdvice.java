package org.nnplayground.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.web.door.Calls;
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
 * Makes a problem document of whatever goes wrong before a response has begun: our own problems, those that Spring
 * finds (unknown paths, methods, media types, parameters), and everything that nobody expected, which is logged and
 * told without its inside. It comes before Spring Boot's error page, at -1.
 */
@Component
@Order(-2)
final class ProblemAdvice implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final JsonMapper mapper;

    ProblemAdvice(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return Mono.error(thrown);
        }
        String path = exchange.getRequest().getPath().value();
        PlaygroundException problem = problem(exchange, thrown);
        ProblemDocument document = ProblemDocument.of(problem, path);
        response.setRawStatusCode(document.status());
        if (thrown instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> response.getHeaders().put(name, values)); // Allow, Accept
        }
        if (problem instanceof TryLaterException later) {
            response.getHeaders()
                    .set(
                            HttpHeaders.RETRY_AFTER,
                            Long.toString(Math.max(1, later.after().toSeconds())));
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
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
                        path + " does not take " + method + "; it takes "
                                + String.join(
                                        ", ",
                                        wrong.getSupportedMethods().stream()
                                                .map(Object::toString)
                                                .sorted()
                                                .toList())
                                + ".");
            case NotAcceptableStatusException wrong ->
                new PlaygroundException(
                        ProblemType.NOT_ACCEPTABLE,
                        wrong.getSupportedMediaTypes().isEmpty()
                                ? "The Accept header is not one."
                                : "Available is " + names(wrong.getSupportedMediaTypes()) + ".");
            case InvalidMediaTypeException wrong ->
                new PlaygroundException(ProblemType.NOT_ACCEPTABLE, "The Accept header is not one.");
            case UnsupportedMediaTypeStatusException wrong ->
                new PlaygroundException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        wrong.getSupportedMediaTypes().isEmpty()
                                ? "The Content-Type header is not one."
                                : "The body must be " + names(wrong.getSupportedMediaTypes()) + ".");
            case ServerWebInputException wrong ->
                new PlaygroundException(ProblemType.INVALID_REQUEST, ofParameter(wrong));
            case DataBufferLimitException tooLarge ->
                new PlaygroundException(ProblemType.CONTENT_TOO_LARGE, "The body is larger than this call takes.");
            case ErrorResponse known -> known(exchange, known, method + " " + path, thrown);
            default -> unexpected(exchange, method + " " + path, thrown);
        };
    }

    /** Spring says "Type mismatch." and knows the parameter. */
    private static String ofParameter(ServerWebInputException wrong) {
        MethodParameter parameter = wrong.getMethodParameter();
        String name = parameter == null ? null : parameter.getParameterName();
        if (parameter == null || name == null || wrong instanceof MissingRequestValueException) {
            return sentence(wrong.getReason());
        }
        String kind = parameter.getParameterType().getSimpleName().toLowerCase(Locale.ROOT);
        return "The parameter " + name + " must be of type " + kind + ".";
    }

    private static PlaygroundException known(
            ServerWebExchange exchange, ErrorResponse known, String request, Throwable thrown) {
        int status = known.getStatusCode().value();
        if (status == HttpStatus.NOT_FOUND.value()) {
            return new PlaygroundException(ProblemType.NOT_FOUND, "Nothing answers to " + request + ".");
        }
        return known.getStatusCode().is4xxClientError()
                ? new PlaygroundException(
                        ProblemType.INVALID_REQUEST, sentence(known.getBody().getDetail()))
                : unexpected(exchange, request, thrown);
    }

    private static PlaygroundException unexpected(ServerWebExchange exchange, String request, Throwable thrown) {
        String id = Calls.idOf(exchange);
        log.atError().addKeyValue("request", id).setCause(thrown).log("unexpected problem {} at {}", id, request);
        return new PlaygroundException(
                ProblemType.INTERNAL,
                "This is our fault, not the request's. It is in the server's log under " + id + ".");
    }

    private static String names(List<MediaType> types) {
        return String.join(", ", types.stream().map(MediaType::toString).toList());
    }

    private static String sentence(@Nullable String text) {
        return text == null || text.isBlank() ? "The request is not valid." : text.endsWith(".") ? text : text + ".";
    }
}
