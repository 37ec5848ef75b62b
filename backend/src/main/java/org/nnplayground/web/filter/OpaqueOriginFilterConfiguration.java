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
 * A page in {@code <iframe sandbox="allow-scripts">} has no origin that could be named: its requests say {@code Origin:
 * null}. Below {@code /embed} they are welcome, without credentials; {@link CorsFilterConfiguration} judges every other
 * origin.
 */
@Configuration(proxyBeanMethods = false)
class OpaqueOriginFilterConfiguration {

    private static final String OPAQUE = "null";

    /** Browsers ask once an hour whether they may, not before every call. */
    private static final Duration KEPT = Duration.ofHours(1);

    @Bean
    @Order(AccessLog.ORDER + 1)
    WebFilter opaqueOriginFilter() {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(List.of(OPAQUE));
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(CorsFilterConfiguration.EXPOSED);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(KEPT);
        var filter = new CorsWebFilter(exchange -> allowed);
        return (exchange, chain) -> isOpaque(exchange) ? filter.filter(exchange, chain) : chain.filter(exchange);
    }

    private static boolean isOpaque(ServerWebExchange exchange) {
        return EmbedFilter.isEmbedded(exchange)
                && OPAQUE.equals(exchange.getRequest().getHeaders().getOrigin());
    }
}
