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

/** Which foreign pages may call the API (CORS): those that are configured, and none with a browser's credentials. */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    /** What a page may read of an answer besides what every page may. */
    static final List<String> EXPOSED =
            List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, HttpHeaders.ALLOW, "Preference-Applied");

    private static final Duration KEPT = Duration.ofHours(1);

    @Bean
    @Order(0)
    CorsWebFilter foreignOriginsFilter(WebSettings settings) {
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
                HttpHeaders.ACCEPT_LANGUAGE,
                "Idempotency-Key",
                "Last-Event-ID",
                "Prefer",
                "X-Request-Id"));
        allowed.setExposedHeaders(EXPOSED);
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(KEPT);
        return allowed;
    }

    private static final class Processor extends DefaultCorsProcessor {

        /** A page is at home here whatever its scheme: TLS may end at a proxy that tells nothing of it. */
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
