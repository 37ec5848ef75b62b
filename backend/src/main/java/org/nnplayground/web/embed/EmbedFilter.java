package org.nnplayground.web.embed;

import java.net.URI;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves the page below {@code /embed} as well, and says of every answer who may show it in a frame.
 *
 * <p>The page's addresses are relative, so all that a framed page asks for begins with {@code /embed/}: its assets and
 * the API. Here, before every other filter, that part is taken off; whatever comes after sees the plain path and has
 * one rule for both. {@code /embed} itself redirects to {@code /embed/}; browsers keep what stands behind the #.
 */
final class EmbedFilter implements WebFilter, Ordered {

    /** The directive is set first and is the whole policy until a stricter filter writes its own around it. */
    static final String POLICY = "Content-Security-Policy";

    /** Whether the path began with {@code /embed}. */
    private static final String EMBEDDED = EmbedFilter.class.getName() + ".embedded";

    private static final String PREFIX = "/embed";
    private static final List<String> SERVED = List.of("/assets/", "/api/");
    private static final List<String> SERVED_FILES = List.of("/", "/icon.svg");

    private final FrameProperties frames;

    EmbedFilter(FrameProperties frames) {
        this.frames = frames;
    }

    /** Whether the request came to an address below {@code /embed}, whose path no longer says so. */
    static boolean isEmbedded(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(EMBEDDED);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getURI().getRawPath();
        boolean embedded = path.equals(PREFIX) || path.startsWith(PREFIX + "/");
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(POLICY, "frame-ancestors " + (embedded ? frames.embedAncestors() : frames.ancestors()));
        if (!embedded) {
            return chain.filter(exchange);
        }
        exchange.getAttributes().put(EMBEDDED, true);
        String plain = path.substring(PREFIX.length());
        if (plain.isEmpty()) {
            return redirect(exchange);
        }
        if (!isServed(plain)) {
            return chain.filter(exchange); // nothing answers there: 404
        }
        return chain.filter(
                exchange.mutate().request(request.mutate().path(plain).build()).build());
    }

    private static boolean isServed(String path) {
        return SERVED_FILES.contains(path) || SERVED.stream().anyMatch(path::startsWith);
    }

    /** Relative, so that a proxy may serve the whole playground below a path of its own. */
    private static Mono<Void> redirect(ServerWebExchange exchange) {
        String query = exchange.getRequest().getURI().getRawQuery();
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.PERMANENT_REDIRECT);
        response.getHeaders().setLocation(URI.create("embed/" + (query == null ? "" : "?" + query)));
        return response.setComplete();
    }
}
