package org.nnplayground.web.door;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Slows down who calls the API too often: each address has a bucket of calls, and one of jobs, that fill up again as
 * {@link CallerLimits} say. The page's files are not counted.
 */
@Component
@Order(1)
final class RateLimits implements WebFilter {

    private static final int MOST_CALLERS = 100_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final LoadingCache<String, Buckets> callers;

    private record Buckets(Bucket calls, Bucket jobs) {}

    RateLimits(CallerLimits limits) {
        this.callers = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(FORGOTTEN)
                .build(caller -> new Buckets(
                        bucket(limits.requestBurst(), limits.requestsPerSecond()),
                        bucket(limits.jobBurst(), limits.jobsPerSecond())));
    }

    private static Bucket bucket(int burst, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = AskedPath.of(exchange);
        if (AskedPath.isCall(path)) {
            Buckets buckets = callers.get(CallerAddress.of(exchange));
            take(buckets.calls(), Message.of("things.calls"));
            if (request.getMethod() == HttpMethod.POST && path.equals("/api/v1/jobs")) {
                take(buckets.jobs(), Message.of("things.new-jobs"));
            }
        }
        return chain.filter(exchange);
    }

    private static void take(Bucket bucket, Message things) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TryLaterException(
                    ProblemType.TOO_MANY_REQUESTS,
                    Message.of("caller.too-fast", things),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }
}
