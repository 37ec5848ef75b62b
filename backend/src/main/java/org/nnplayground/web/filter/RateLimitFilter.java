package org.nnplayground.web.filter;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Slows down who calls the API too often: each client of an API key, and each address of whoever has none, has a bucket
 * of calls, and one of jobs, that fill up again as {@link CallerLimits} say. The page's files are not counted.
 *
 * <p>A key that is not known is looked up in the store, so many times a second of each address: a flood of wrong keys
 * counts for its address, and costs the store no more than that.
 */
@Component
@Order(1)
final class RateLimitFilter implements WebFilter {

    private static final int MOST_CALLERS = 100_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final int LOOK_UPS = 100;
    private static final int LOOK_UPS_PER_SECOND = 10;

    private final AccessControl access;
    private final LoadingCache<String, Buckets> callers;

    /** @param lookUps of keys that are not known */
    private record Buckets(Bucket calls, Bucket jobs, Bucket lookUps) {}

    RateLimitFilter(CallerLimits limits, AccessControl access) {
        this.access = access;
        this.callers = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(FORGOTTEN)
                .build(caller -> new Buckets(
                        bucket(limits.requestBurst(), limits.requestsPerSecond()),
                        bucket(limits.jobBurst(), limits.jobsPerSecond()),
                        bucket(LOOK_UPS, LOOK_UPS_PER_SECOND)));
    }

    private static Bucket bucket(int burst, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = RequestPath.of(exchange);
        if (!RequestPath.isCall(path)) {
            return chain.filter(exchange);
        }
        boolean makesJob = request.getMethod() == HttpMethod.POST && path.equals("/api/v1/jobs");
        return counted(exchange)
                .doOnNext(buckets -> {
                    take(buckets.calls(), Message.of("things.calls"));
                    if (makesJob) {
                        take(buckets.jobs(), Message.of("things.new-jobs"));
                    }
                })
                .flatMap(buckets -> chain.filter(exchange));
    }

    /** The buckets that a request counts for; those of its address where nobody can tell whose key it has. */
    private Mono<Buckets> counted(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Buckets ofAddress = callers.get("address " + CallerAddress.of(exchange));
        return access.countedClient(authorization, () -> ofAddress.lookUps().tryConsume(1))
                .map(client -> callers.get("key " + client))
                .onErrorComplete(TryLaterException.class)
                .defaultIfEmpty(ofAddress);
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
