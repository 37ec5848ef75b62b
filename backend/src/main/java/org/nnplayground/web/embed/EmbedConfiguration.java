package org.nnplayground.web.embed;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;

/**
 * The filters of framed pages. Another origin than {@code null} gets no permission here, and is not turned away either.
 */
@Configuration(proxyBeanMethods = false)
class EmbedConfiguration {

    /** A page in {@code <iframe sandbox="allow-scripts">} has no origin that could be named. */
    private static final String OPAQUE = "null";

    /** Browsers ask once an hour whether they may, not before every call. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    @Bean
    EmbedFilter embedFilter(FrameProperties frames) {
        return new EmbedFilter(frames);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    CorsWebFilter opaqueOriginFilter() {
        var permission = new CorsConfiguration();
        permission.setAllowedOrigins(List.of(OPAQUE));
        permission.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        permission.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        permission.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER));
        permission.setAllowCredentials(false);
        permission.setMaxAge(REMEMBERED);
        return new CorsWebFilter(exchange -> isOpaque(exchange) ? permission : null);
    }

    private static boolean isOpaque(ServerWebExchange exchange) {
        @Nullable String origin = exchange.getRequest().getHeaders().getOrigin();
        return OPAQUE.equals(origin) && EmbedFilter.isEmbedded(exchange);
    }
}
