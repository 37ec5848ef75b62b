package org.nnplayground.web.filter;

import java.net.URI;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves the page and the API below {@code /embed} as well.
 *
 * <p>The page's addresses are relative, so all requests of a framed page begin with {@code /embed/}. This filter
 * removes that prefix, so that everything after it sees one path for both. {@code /embed} redirects to {@code /embed/};
 * browsers keep the fragment after the #.
 */
@Component
@Order(EmbedFilter.ORDER)
public final class EmbedFilter implements WebFilter {

    /** After {@link SecurityHeadersFilter}, which needs the original path, and before everything else. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    private static final String EMBEDDED = EmbedFilter.class.getName() + ".embedded";
    private static final String PREFIX = "/embed";
    private static final int PREFIX_ELEMENTS = 2; // a slash and a segment
    private static final List<String> SERVED_FOLDERS =
            List.of("/assets/", "/api/", "/lessons/", "/labs/", "/exercises/", "/p/");
    private static final List<String> SERVED_FILES = List.of("/", "/favicon.ico", "/icon.svg", "/apple-touch-icon.png");

    /** The prefix of links for a request that came to an address below {@code /embed}; empty otherwise. */
    public static String prefixOf(ServerWebExchange exchange) {
        return isEmbedded(exchange) ? PREFIX : "";
    }

    /** Whether the request came to an address below {@code /embed}; its path no longer shows it. */
    static boolean isEmbedded(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(EMBEDDED);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        int prefix = Math.min(PREFIX_ELEMENTS, path.elements().size());
        if (!RequestPath.of(path.subPath(0, prefix)).equals(PREFIX)) {
            return chain.filter(exchange);
        }
        PathContainer rest = path.subPath(prefix);
        if (rest.elements().isEmpty()) {
            return redirect(exchange);
        }
        if (!isServed(RequestPath.of(rest))) {
            return chain.filter(exchange);
        }
        exchange.getAttributes().put(EMBEDDED, true);
        String plain = request.getPath().contextPath().value() + rest.value();
        return chain.filter(
                exchange.mutate().request(request.mutate().path(plain).build()).build());
    }

    private static boolean isServed(String path) {
        return SERVED_FILES.contains(path) || SERVED_FOLDERS.stream().anyMatch(path::startsWith);
    }

    /** The redirect is relative, so that a proxy may serve the playground below another path. */
    private static Mono<Void> redirect(ServerWebExchange exchange) {
        String query = exchange.getRequest().getURI().getRawQuery();
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.PERMANENT_REDIRECT);
        response.getHeaders().setLocation(URI.create("embed/" + (query == null ? "" : "?" + query)));
        return response.setComplete();
    }
}
