package org.nnplayground.web.gateway;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Removes the headers from the holder's response that this process has already set, such as {@code X-Request-Id}, so
 * that the client gets them once. {@code Vary} has the values of both.
 */
final class OwnResponseHeaders implements HttpHeadersFilter {

    @Override
    public HttpHeaders filter(HttpHeaders holders, ServerWebExchange exchange) {
        HttpHeaders own = exchange.getResponse().getHeaders();
        var filtered = new HttpHeaders();
        holders.forEach((name, values) -> {
            if (name.equalsIgnoreCase(HttpHeaders.VARY) || !own.containsHeader(name)) {
                filtered.addAll(name, values);
            }
        });
        return filtered;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
