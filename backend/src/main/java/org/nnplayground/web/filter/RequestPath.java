package org.nnplayground.web.filter;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;

/**
 * The path of a request as the router reads it: each segment decoded and without its {@code ;parameters}, below the
 * path that a proxy serves the playground at. Whatever is routed to {@code /api/v1/jobs} has that very path here.
 */
final class RequestPath {

    private RequestPath() {}

    static String of(ServerWebExchange exchange) {
        return of(exchange.getRequest().getPath().pathWithinApplication());
    }

    static String of(PathContainer path) {
        return path.elements().stream()
                .map(element ->
                        element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value())
                .collect(Collectors.joining());
    }

    /** Whether the path leads to what has an id in the log and a bucket of calls. */
    static boolean isCall(String path) {
        return path.startsWith("/api/") || path.startsWith("/admin/");
    }
}
