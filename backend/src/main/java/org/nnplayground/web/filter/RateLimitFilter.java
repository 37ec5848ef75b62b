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
 * Limits the rate of API calls: each owner of API keys, and each address of callers without a key, has a token bucket
 * of calls and one of new jobs, refilled as {@link CallerLimits} say. The page's files are not counted.
 *
 * <p>An unknown key is looked up in the store, at a limited rate per address. So a flood of wrong keys is counted for
 * its address and cannot overload the store.
 */
@Component
@Order(1)
final class RateLimitFilter implements WebFilter {

    private static final int MAX_CALLERS = 100_000;
    private static final Duration EXPIRY = Duration.ofMinutes(10);

    private static final int LOOKUP_BURST = 100;
    private static final int LOOKUPS_PER_SECOND = 10;

    private final AccessControl access;
    private final LoadingCache<String, Buckets> callers;

    /** @param lookUps of unknown keys */
    private record Buckets(Bucket calls, Bucket jobs, Bucket lookUps) {}

    RateLimitFilter(CallerLimits limits, AccessControl access) {
        this.access = access;
        this.callers = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(EXPIRY)
                .build(caller -> new Buckets(
                        bucket(limits.requestBurst(), limits.requestsPerSecond()),
                        bucket(limits.jobBurst(), limits.jobsPerSecond()),
                        bucket(LOOKUP_BURST, LOOKUPS_PER_SECOND)));
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
        if (!RequestPath.isApiCall(path)) {
            return chain.filter(exchange);
        }
        boolean makesJob = request.getMethod() == HttpMethod.POST && path.equals("/api/v1/jobs");
        return bucketsOf(exchange)
                .doOnNext(buckets -> {
                    consume(buckets.calls(), Message.of("things.calls"));
                    if (makesJob) {
                        consume(buckets.jobs(), Message.of("things.new-jobs"));
                    }
                })
                .flatMap(buckets -> chain.filter(exchange));
    }

    /** The buckets of a request's caller; those of its address if its key is unknown. */
    private Mono<Buckets> bucketsOf(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        Buckets ofAddress = callers.get("address " + CallerAddress.of(exchange));
        return access.quotaOwner(authorization, () -> ofAddress.lookUps().tryConsume(1))
                .map(client -> callers.get("key " + client))
                .onErrorComplete(TryLaterException.class)
                .defaultIfEmpty(ofAddress);
    }

    private static void consume(Bucket bucket, Message things) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TryLaterException(
                    ProblemType.TOO_MANY_REQUESTS,
                    Message.of("caller.too-fast", things),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }
}
