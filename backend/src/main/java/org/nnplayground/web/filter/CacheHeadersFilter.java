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
 * Tells caches what they may do: keep nothing of the API, whose answers change with every epoch and are for whoever has
 * the id; and what an answer depends on beside its address. What has said it of itself stays as it is.
 */
@Component
@Order(AccessLog.ORDER)
final class CacheHeadersFilter implements WebFilter {

    private final Set<String> compressed;

    /** @param compressed media types that the server compresses for who accepts that */
    CacheHeadersFilter(@Value("${server.compression.mime-types}") Set<String> compressed) {
        this.compressed = compressed;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean call = RequestPath.isCall(RequestPath.of(exchange));
        HttpHeaders headers = exchange.getResponse().getHeaders();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> tell(headers, call)));
        return chain.filter(exchange);
    }

    private void tell(HttpHeaders headers, boolean call) {
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
