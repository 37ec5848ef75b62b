package org.nnplayground.web.filter;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Assigns an id to each API call, which the response carries as {@code X-Request-Id} and log lines as {@code request},
 * and logs each call when its response begins. The logger is {@code playground.calls}; the level is INFO for calls that
 * change something, DEBUG for reads, and WARN for 5xx responses. Addresses, keys and tokens are never logged.
 */
@Component
@Order(AccessLog.ORDER)
public final class AccessLog implements WebFilter {

    /** After {@link EmbedFilter}, so that calls from frames are logged like all others. */
    static final int ORDER = EmbedFilter.ORDER + 1;

    private static final Logger log = LoggerFactory.getLogger("playground.calls");
    /** The header of a request's id. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = AccessLog.class.getName();

    /** Request ids that are accepted from a caller; others could inject text into the log. */
    private static final Pattern SAFE_REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final Pattern JOB = Pattern.compile("/api/v1/jobs/([0-9a-f]{32})");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = RequestPath.of(exchange);
        if (!RequestPath.isApiCall(path)) {
            return chain.filter(exchange);
        }
        String id = assignRequestId(exchange);
        exchange.getResponse().getHeaders().set(HEADER, id);
        long start = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> write(exchange, path, id, start)));
        return chain.filter(exchange);
    }

    /** Gives a call the id that its header has; a new one if it has none that is accepted. */
    public static String assignRequestId(ServerWebExchange exchange) {
        String given = exchange.getRequest().getHeaders().getFirst(HEADER);
        String id = given != null && SAFE_REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        exchange.getAttributes().put(ATTRIBUTE, id);
        return id;
    }

    /** The id of the current request, which is assigned now if it is not an API call. */
    public static String requestId(ServerWebExchange exchange) {
        String id = exchange.getAttribute(ATTRIBUTE);
        return id == null ? assignRequestId(exchange) : id;
    }

    private static void write(ServerWebExchange exchange, String path, String id, long start) {
        ServerHttpResponse response = exchange.getResponse();
        HttpStatusCode status = Objects.requireNonNullElse(response.getStatusCode(), HttpStatusCode.valueOf(200));
        HttpMethod method = exchange.getRequest().getMethod();
        boolean reads = method == HttpMethod.GET || method == HttpMethod.HEAD;
        Level level = status.is5xxServerError() ? Level.WARN : reads ? Level.DEBUG : Level.INFO;
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        var line = log.atLevel(level)
                .addKeyValue("request", id)
                .addKeyValue("status", status.value())
                .addKeyValue("milliseconds", milliseconds);
        String job = job(path);
        if (job == null && response.getHeaders().getLocation() != null) {
            job = job(response.getHeaders().getLocation().getPath());
        }
        if (job != null) {
            line = line.addKeyValue("job", job);
        }
        String sent = exchange.getRequest().getPath().value(); // encoded, so that it stays on its line
        line.log("{} {}: {} after {} ms", method, sent, status.value(), milliseconds);
    }

    private static @Nullable String job(String path) {
        Matcher matcher = JOB.matcher(path);
        return matcher.find() ? matcher.group(1) : null;
    }
}
