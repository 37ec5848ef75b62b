package org.nnplayground.web.filter;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;

/**
 * The path of a request as the router reads it: each segment decoded, without {@code ;parameters} and without the
 * context path. Whatever is routed to {@code /api/v1/jobs} has exactly that path here.
 */
public final class RequestPath {

    private RequestPath() {}

    public static String of(ServerWebExchange exchange) {
        return of(exchange.getRequest().getPath().pathWithinApplication());
    }

    static String of(PathContainer path) {
        return path.elements().stream()
                .map(element ->
                        element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value())
                .collect(Collectors.joining());
    }

    /** Whether requests to this path are logged and rate-limited. */
    static boolean isApiCall(String path) {
        return path.startsWith("/api/") || path.startsWith("/admin/") || path.startsWith("/lti/");
    }
}
