package org.nnplayground.web.filter;

import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Sets {@code Cache-Control: no-store} on API responses, which change with every epoch, and {@code Vary} on all
 * responses. Headers that a response has already set are kept.
 */
@Component
@Order(AccessLog.ORDER)
final class CacheHeadersFilter implements WebFilter {

    private final Set<String> compressed;

    /** @param compressed media types that the server compresses on request */
    CacheHeadersFilter(@Value("${server.compression.mime-types}") Set<String> compressed) {
        this.compressed = compressed;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean call = RequestPath.isApiCall(RequestPath.of(exchange));
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> addHeaders(headers, call)));
        return chain.filter(exchange);
    }

    private void addHeaders(HttpHeaders headers, boolean call) {
        if (call) {
            vary(headers, HttpHeaders.ACCEPT);
            if (headers.getCacheControl() == null) {
                headers.setCacheControl("no-store");
            }
        }
        MediaType type = headers.getContentType();
        if (type != null && compressed.contains(type.getType() + "/" + type.getSubtype())) {
            vary(headers, HttpHeaders.ACCEPT_ENCODING);
        }
    }

    private static void vary(HttpHeaders headers, String name) {
        if (!headers.getVary().contains(name)) {
            headers.add(HttpHeaders.VARY, name);
        }
    }
}
