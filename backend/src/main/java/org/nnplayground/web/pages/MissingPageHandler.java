package org.nnplayground.web.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.filter.EmbedFilter;
import org.nnplayground.web.filter.RequestPath;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers 404 with a page to a request for an unknown address that prefers HTML, as browsers do. All other requests,
 * and those for the API, get the problem document. The order is before the handler of problem documents, which has -2.
 */
@Component
@Order(-3)
final class MissingPageHandler implements WebExceptionHandler {

    private static final String FILE = "not-found.html";
    private static final String API = "/api/";

    /** The addresses in the page are relative to the root and begin with this. */
    private static final String RELATIVE_TO_ROOT = "\"./";

    private final PageFiles files;

    MissingPageHandler(PageFiles files) {
        this.files = files;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        if (!isNotFound(thrown) || !isForPage(exchange)) {
            return Mono.error(thrown);
        }
        String root = "\"" + pathToRoot(RequestPath.of(exchange));
        return Mono.fromSupplier(() -> files.text(FILE))
                .flatMap(Mono::justOrEmpty)
                .map(page -> page.replace(RELATIVE_TO_ROOT, root))
                .subscribeOn(Schedulers.boundedElastic())
                .switchIfEmpty(Mono.error(thrown))
                .flatMap(page -> write(exchange.getResponse(), page));
    }

    private static boolean isNotFound(Throwable thrown) {
        return switch (thrown) {
            case PlaygroundException problem -> problem.type() == ProblemType.NOT_FOUND;
            case ErrorResponse known -> known.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
            default -> false;
        };
    }

    private static boolean isForPage(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        HttpMethod method = request.getMethod();
        String path = RequestPath.of(exchange);
        return (method == HttpMethod.GET || method == HttpMethod.HEAD)
                && !exchange.getResponse().isCommitted()
                && !path.startsWith(EmbedFilter.prefixOf(exchange) + API)
                && prefersHtml(request.getHeaders());
    }

    private static boolean prefersHtml(HttpHeaders headers) {
        try {
            List<MediaType> accepted = headers.getAccept();
            double json = Math.max(
                    quality(accepted, MediaType.APPLICATION_JSON),
                    quality(accepted, MediaType.APPLICATION_PROBLEM_JSON));
            return quality(accepted, MediaType.TEXT_HTML) > json;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The quality with which a media type is named; 0 if it is not, or only by a wildcard. */
    private static double quality(List<MediaType> accepted, MediaType type) {
        return accepted.stream()
                .filter(type::equalsTypeAndSubtype)
                .mapToDouble(MediaType::getQualityValue)
                .max()
                .orElse(0);
    }

    /** The relative path from the folder of an address to the root: {@code ./}, {@code ../}, {@code ../../}. */
    private static String pathToRoot(String path) {
        long folders = path.chars().filter(character -> character == '/').count() - 1;
        return folders <= 0 ? "./" : "../".repeat(Math.toIntExact(folders));
    }

    private static Mono<Void> write(ServerHttpResponse response, String page) {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatus.NOT_FOUND);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
        headers.setContentLength(body.length);
        headers.setCacheControl("no-store");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
