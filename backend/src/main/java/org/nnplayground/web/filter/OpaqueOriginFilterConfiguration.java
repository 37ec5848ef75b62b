package org.nnplayground.web.filter;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Accepts requests with {@code Origin: null} below {@code /embed}, without credentials: a page in {@code <iframe
 * sandbox="allow-scripts">} has an opaque origin. {@link CorsFilterConfiguration} decides about every other origin.
 */
@Configuration(proxyBeanMethods = false)
class OpaqueOriginFilterConfiguration {

    private static final String OPAQUE = "null";

    /** How long browsers cache the result of a preflight request. */
    private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

    @Bean
    @Order(AccessLog.ORDER + 1)
    WebFilter opaqueOriginFilter() {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(List.of(OPAQUE));
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(CorsFilterConfiguration.EXPOSED_HEADERS);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(PREFLIGHT_MAX_AGE);
        var filter = new CorsWebFilter(exchange -> allowed);
        return (exchange, chain) -> isOpaque(exchange) ? filter.filter(exchange, chain) : chain.filter(exchange);
    }

    private static boolean isOpaque(ServerWebExchange exchange) {
        return EmbedFilter.isEmbedded(exchange)
                && OPAQUE.equals(exchange.getRequest().getHeaders().getOrigin());
    }
}
