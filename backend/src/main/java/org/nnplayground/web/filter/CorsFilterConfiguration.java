package org.nnplayground.web.filter;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;

/** Allows pages of the configured origins to call the API (CORS), never with a browser's credentials. */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    /** Response headers that a page may read in addition to the CORS-safelisted ones. */
    static final List<String> EXPOSED_HEADERS = List.of(
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.ALLOW,
            HttpHeaders.ACCEPT_ENCODING,
            "Preference-Applied",
            AccessLog.HEADER,
            RateLimitHeaders.LIMIT,
            RateLimitHeaders.POLICY);

    private static final Duration PREFLIGHT_MAX_AGE = Duration.ofHours(1);

    @Bean
    @Order(0)
    CorsWebFilter corsFilter(WebSettings settings) {
        var source = new UrlBasedCorsConfigurationSource();
        if (!settings.allowedOrigins().isEmpty()) {
            source.registerCorsConfiguration("/api/**", allowed(settings.allowedOrigins()));
        }
        return new CorsWebFilter(source, new Processor());
    }

    private static CorsConfiguration allowed(List<String> origins) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.CONTENT_ENCODING,
                HttpHeaders.ACCEPT_LANGUAGE,
                "Idempotency-Key",
                "Last-Event-ID",
                "Prefer",
                AccessLog.HEADER));
        allowed.setExposedHeaders(EXPOSED_HEADERS);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(PREFLIGHT_MAX_AGE);
        return allowed;
    }

    private static final class Processor extends DefaultCorsProcessor {

        /**
         * Treats a page with this server's host as same-origin whatever its scheme, because TLS may end at a proxy that
         * does not say so.
         */
        @Override
        public boolean process(@Nullable CorsConfiguration allowed, ServerWebExchange exchange) {
            HttpHeaders headers = exchange.getRequest().getHeaders();
            String origin = headers.getOrigin();
            String host = headers.getFirst(HttpHeaders.HOST);
            boolean home = origin != null && host != null && origin.endsWith("://" + host);
            return home || super.process(allowed, exchange);
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            throw new PlaygroundException(ProblemType.FORBIDDEN, Message.of("origin.refused"));
        }
    }
}
