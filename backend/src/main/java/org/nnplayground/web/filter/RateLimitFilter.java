package org.nnplayground.web.filter;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.cluster.NodeLease;
import org.nnplayground.past.ComputingTime;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Limits the rate of API calls: each owner of API keys, and each address of callers without a key, has a token bucket
 * of calls and one of new jobs, refilled as {@link CallerLimits} say. A loss landscape and a new sweep count as several
 * calls, and the sweep's jobs once it is known how many they are ({@link NewJobs}). What past epochs have computed is
 * counted afterwards ({@link ComputingTime}); the page's files are not counted. Where several web nodes form one
 * service, each has an equal share of the limits, so that all together keep to them. The headers of the response tell
 * the state of the buckets ({@link RateLimitHeaders}).
 *
 * <p>An unknown key is looked up in the store, at a limited rate per address. So a flood of wrong keys is counted for
 * its address and cannot overload the store.
 */
@Component
@Order(1)
final class RateLimitFilter implements WebFilter {

    /**
     * Each request makes a job, or as much work: that of a saved page trains its picture, that of a dataset stores it.
     */
    private static final Set<String> MAKING_JOBS = Set.of("/api/v1/jobs", "/api/v1/saved-pages", "/api/v1/datasets");

    private static final int MAX_CALLERS = 100_000;
    private static final Duration EXPIRY = Duration.ofMinutes(10);

    private static final String SWEEPS = "/api/v1/sweeps";

    /** A landscape, or reading the specs of a sweep, takes as much time as about so many other calls. */
    private static final int CALLS_PER_LARGE_CALL = 20;

    /** Of past epochs, for each further call. */
    private static final Duration COMPUTING_TIME_PER_CALL = Duration.ofMillis(10);

    private static final int LOOKUP_BURST = 100;
    private static final int LOOKUPS_PER_SECOND = 10;

    private final CallerLimits limits;
    private final AccessControl access;
    private final IntSupplier webNodes;
    private volatile SharedBuckets shared;

    /** @param lookUps of unknown keys */
    private record Buckets(RatedBucket calls, RatedBucket jobs, Bucket lookUps) {}

    /**
     * A bucket whose state the response tells.
     *
     * @param refillSeconds in which the empty bucket becomes full
     */
    private record RatedBucket(String name, long capacity, double refillSeconds, Bucket bucket) {

        static RatedBucket of(String name, int burst, int perSecond, int webNodes) {
            long capacity = Math.ceilDiv(burst, webNodes);
            return new RatedBucket(
                    name,
                    capacity,
                    (double) capacity * webNodes / perSecond,
                    RateLimitFilter.bucket(burst, perSecond, webNodes));
        }
    }

    /** The buckets of all callers, each with a share of the limits. */
    private record SharedBuckets(int webNodes, LoadingCache<String, Buckets> callers) {}

    @Autowired
    RateLimitFilter(CallerLimits limits, AccessControl access, Optional<NodeLease> lease) {
        this(limits, access, lease.<IntSupplier>map(own -> own::webNodes).orElse(() -> 1));
    }

    /** @param webNodes number of web nodes that are alive */
    RateLimitFilter(CallerLimits limits, AccessControl access, IntSupplier webNodes) {
        this.limits = limits;
        this.access = access;
        this.webNodes = webNodes;
        this.shared = share(1);
    }

    private SharedBuckets share(int webNodes) {
        return new SharedBuckets(
                webNodes,
                Caffeine.newBuilder()
                        .maximumSize(MAX_CALLERS)
                        .expireAfterAccess(EXPIRY)
                        .build(caller -> new Buckets(
                                RatedBucket.of("calls", limits.requestBurst(), limits.requestsPerSecond(), webNodes),
                                RatedBucket.of("jobs", limits.jobBurst(), limits.jobsPerSecond(), webNodes),
                                bucket(LOOKUP_BURST, LOOKUPS_PER_SECOND, 1))));
    }

    private static Bucket bucket(int burst, int perSecond, int webNodes) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(Math.ceilDiv(burst, webNodes))
                        .refillGreedy(perSecond, Duration.ofSeconds(webNodes)))
                .build();
    }

    /** After a web node has started or stopped, callers begin with a full share again. */
    private LoadingCache<String, Buckets> callers() {
        int present = webNodes.getAsInt();
        if (shared.webNodes != present) {
            shared = share(present);
        }
        return shared.callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = RequestPath.of(exchange);
        if (!RequestPath.isApiCall(path)) {
            return chain.filter(exchange);
        }
        boolean makesJob = request.getMethod() == HttpMethod.POST && MAKING_JOBS.contains(path);
        boolean makesSweep = request.getMethod() == HttpMethod.POST && path.equals(SWEEPS);
        int calls = makesSweep || path.endsWith("/landscape") ? CALLS_PER_LARGE_CALL : 1;
        return bucketsOf(exchange)
                .doOnNext(buckets -> {
                    var headers = new RateLimitHeaders(exchange.getResponse().getHeaders());
                    consume(buckets.calls(), calls, headers, Message.of("things.calls"));
                    if (makesJob) {
                        consume(buckets.jobs(), 1, headers, Message.of("things.new-jobs"));
                    }
                    if (makesSweep) {
                        NewJobs.allow(
                                exchange,
                                jobs -> consume(buckets.jobs(), jobs, headers, Message.of("things.new-jobs")));
                    }
                })
                .flatMap(buckets -> chain.filter(exchange)
                        .contextWrite(Context.of(ComputingTime.class, counting(buckets.calls()))));
    }

    private static ComputingTime counting(RatedBucket calls) {
        return time -> {
            long tokens = time.dividedBy(COMPUTING_TIME_PER_CALL);
            if (tokens > 0) {
                calls.bucket.consumeIgnoringRateLimits(Math.min(tokens, calls.capacity));
            }
        };
    }

    /** The buckets of a request's caller; those of its address if its key is unknown. */
    private Mono<Buckets> bucketsOf(ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        LoadingCache<String, Buckets> callers = callers();
        Buckets ofAddress = callers.get("address " + CallerAddress.of(exchange));
        return access.quotaOwner(authorization, () -> ofAddress.lookUps().tryConsume(1))
                .map(client -> callers.get("key " + client))
                .onErrorComplete(TryLaterException.class)
                .defaultIfEmpty(ofAddress);
    }

    private static void consume(RatedBucket rated, int tokens, RateLimitHeaders headers, Message things) {
        var probe = rated.bucket.tryConsumeAndReturnRemaining(Math.min(tokens, rated.capacity));
        headers.add(rated.name, rated.capacity, rated.refillSeconds, probe.getRemainingTokens());
        if (!probe.isConsumed()) {
            throw new TryLaterException(
                    ProblemType.TOO_MANY_REQUESTS,
                    Message.of("caller.too-fast", things),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }
}
