package org.nnplayground.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.access.ApiKey;
import org.nnplayground.access.ApiKeyStore;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.access.CallerLimits;
import org.nnplayground.access.TestKeys;
import org.nnplayground.past.ComputingTime;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RateLimitFilterTest {

    private static final CallerLimits STANDARD = new CallerLimits(400, 1000, 1000, 5000, 300, 6000, 20, 1200);

    private final Looked store = new Looked();
    private final ApiKeys keys = TestKeys.in(store);
    private final AtomicInteger webNodes = new AtomicInteger(1);
    private final RateLimitFilter limits = new RateLimitFilter(STANDARD, TestKeys.access(keys), webNodes::get);

    /** Keeps one key, and counts how often it is asked. */
    private static final class Looked implements ApiKeyStore {

        private final AtomicInteger times = new AtomicInteger();
        private final AtomicReference<@Nullable ApiKey> kept = new AtomicReference<>();

        @Override
        public Mono<Void> insert(ApiKey key) {
            return Mono.fromRunnable(() -> kept.set(key));
        }

        @Override
        public Mono<ApiKey> find(String id) {
            return Mono.fromSupplier(() -> {
                times.incrementAndGet();
                ApiKey key = kept.get();
                return key != null && key.id().equals(id) ? key : null;
            });
        }

        @Override
        public Flux<ApiKey> list() {
            return Flux.empty();
        }

        @Override
        public Mono<Boolean> revoke(String id, Instant at) {
            return Mono.just(false);
        }
    }

    /** What the page calls as it opens, and what a person does in the first minute. */
    private static final String[] OPENING = {
        "GET /api/v1/catalog",
        "POST /api/v1/jobs",
        "GET /api/v1/jobs/x/samples",
        "GET /api/v1/jobs/x/events",
        "POST /api/v1/jobs/x/play",
        "GET /api/v1/jobs/x/history",
        "PATCH /api/v1/jobs/x",
        "POST /api/v1/jobs/x/pause"
    };

    @Test
    void aClassOf300BehindOneAddressCanOpenThePageTwice() {
        for (int person = 0; person < 300; person++) {
            for (int time = 0; time < 2; time++) {
                for (String call : OPENING) {
                    assertThat(passes(call, "192.0.2.1"))
                            .as(call + " of " + person)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void onlyTheCallerAboveTheLimitGets429WithRetryAfter() {
        int passed = 0;
        while (passes("GET /api/v1/catalog", "192.0.2.1")) {
            passed++;
            assertThat(passed).isLessThan(100_000);
        }

        assertThat(passed).isGreaterThanOrEqualTo(STANDARD.requestBurst());
        assertThat(passes("GET /api/v1/catalog", "192.0.2.2")).isTrue();
        assertThat(passes("GET /index.html", "192.0.2.1")).isTrue();
    }

    @Test
    void aLandscapeCountsAsTwentyCalls() {
        int passed = 0;
        while (passes("GET /api/v1/jobs/x/landscape", "192.0.2.1")) {
            passed++;
            assertThat(passed).isLessThan(5000);
        }

        assertThat(passed).isGreaterThanOrEqualTo(STANDARD.requestBurst() / 20).isLessThan(STANDARD.requestBurst() / 2);
    }

    @Test
    void aPastEpochCountsByTheTimeThatItHasComputed() {
        MockServerHttpRequest.BaseBuilder<?> frame =
                call("GET /api/v1/jobs/x/frame").remoteAddress(new InetSocketAddress("192.0.2.1", 1));
        int passed = 0;
        try {
            while (passed < 1000) {
                limits.filter(
                                MockServerWebExchange.from(frame),
                                exchange -> Mono.deferContextual(context -> {
                                    context.<ComputingTime>get(ComputingTime.class)
                                            .add(Duration.ofSeconds(5));
                                    return Mono.empty();
                                }))
                        .block();
                passed++;
            }
        } catch (TryLaterException refused) {
            assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        }

        assertThat(passed).isGreaterThanOrEqualTo(STANDARD.requestBurst() / 501).isLessThan(50);
    }

    @Test
    void newJobsHaveTheirOwnLimit() {
        int passed = 0;
        while (passes("POST /api/v1/jobs", "192.0.2.1")) {
            passed++;
            assertThat(passed).isLessThan(5000);
        }

        assertThat(passed).isGreaterThanOrEqualTo(STANDARD.jobBurst());
        assertThat(passes("GET /api/v1/jobs/x", "192.0.2.1")).isTrue();
    }

    @Test
    void anApiKeyHasLimitsIndependentOfItsAddress() {
        var slow = new RateLimitFilter(
                new CallerLimits(400, 1000, 1000, 5000, 1, 500, 1, 5), TestKeys.access(keys), () -> 1);
        String key = Objects.requireNonNull(keys.create("school").block()).text();
        passesUntilRefused(slow, call("GET /api/v1/catalog"), "192.0.2.1");

        assertThat(passesUntilRefused(slow, withKey("POST /api/v1/jobs", key), "192.0.2.1"))
                .isGreaterThanOrEqualTo(5);
        assertThat(passesUntilRefused(slow, withKey("GET /api/v1/catalog", key), "192.0.2.1"))
                .isGreaterThan(450);
        assertThat(passes(slow, withKey("GET /api/v1/catalog", key), "192.0.2.9"))
                .as("the client is the same wherever it calls from")
                .isFalse();
        assertThat(store.times).as("looks into the store").hasValue(1);
    }

    @Test
    void wrongKeysCountForTheirAddressWithFewStoreLookups() {
        var slow = new RateLimitFilter(
                new CallerLimits(400, 1000, 1000, 5000, 1, 5000, 1, 5), TestKeys.access(keys), () -> 1);
        int passed = 0;
        while (passes(slow, withKey("GET /api/v1/catalog", wrongKey(passed)), "192.0.2.1")) {
            passed++;
            assertThat(passed).isLessThan(100_000);
        }

        assertThat(passed).isGreaterThanOrEqualTo(5000);
        assertThat(passes(slow, call("GET /api/v1/catalog"), "192.0.2.1")).isFalse();
        assertThat(store.times).as("looks into the store").hasValueBetween(100, 1000);
    }

    @Test
    void eachOfTwoWebNodesGivesHalfOfTheLimit() {
        var slow = new RateLimitFilter(
                new CallerLimits(400, 1000, 1000, 5000, 1, 5000, 1, 40), TestKeys.access(keys), webNodes::get);
        webNodes.set(2);

        int jobs = passesUntilRefused(slow, call("POST /api/v1/jobs"), "192.0.2.1");
        int calls = passesUntilRefused(slow, call("GET /api/v1/catalog"), "192.0.2.2");

        assertThat(jobs).isBetween(20, 39);
        assertThat(calls).isBetween(2500, 4999);
        webNodes.set(1);
        assertThat(passesUntilRefused(slow, call("POST /api/v1/jobs"), "192.0.2.1"))
                .as("alone again")
                .isGreaterThanOrEqualTo(40);
    }

    @Test
    void anOddLimitIsRoundedUp() {
        var slow = new RateLimitFilter(
                new CallerLimits(400, 1000, 1000, 5000, 1, 5000, 1, 5), TestKeys.access(keys), () -> 3);

        assertThat(passesUntilRefused(slow, call("POST /api/v1/jobs"), "192.0.2.1"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void eachOf100WebNodesRefillsAtAHundredthOfTheRate() {
        var slow = new RateLimitFilter(
                new CallerLimits(400, 1000, 1000, 5000, 1, 5000, 1, 2), TestKeys.access(keys), webNodes::get);

        assertThat(secondsUntilRefill(slow, "192.0.2.1")).isLessThanOrEqualTo(2);
        webNodes.set(100);
        assertThat(secondsUntilRefill(slow, "192.0.2.1")).isBetween(50L, 101L);
    }

    /** {@code Retry-After} of the first refused job. */
    private static long secondsUntilRefill(RateLimitFilter limits, String address) {
        var post = call("POST /api/v1/jobs").remoteAddress(new InetSocketAddress(address, 1));
        for (int job = 0; job < 1000; job++) {
            try {
                limits.filter(MockServerWebExchange.from(post), exchange -> Mono.empty())
                        .block();
            } catch (TryLaterException e) {
                return e.retryAfter().toSeconds();
            }
        }
        throw new AssertionError("no job was refused");
    }

    private static String wrongKey(int number) {
        return "nnp1_%016x_%s".formatted(number, "k".repeat(43));
    }

    private static int passesUntilRefused(
            RateLimitFilter limits, MockServerHttpRequest.BaseBuilder<?> request, String address) {
        int passed = 0;
        while (passes(limits, request, address)) {
            passed++;
            assertThat(passed).isLessThan(100_000);
        }
        return passed;
    }

    private static MockServerHttpRequest.BaseBuilder<?> withKey(String call, String key) {
        return call(call).header("Authorization", "Bearer " + key);
    }

    private static MockServerHttpRequest.BaseBuilder<?> call(String call) {
        String[] parts = call.split(" ", 2);
        URI uri = URI.create("http://localhost" + parts[1]); // a text would be encoded once more
        return MockServerHttpRequest.method(HttpMethod.valueOf(parts[0]), uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api;x/v1/jobs", "/%61pi/v1/jobs", "/api/v1/jobs;x", "/api/v1/job%73", "/api/v1;a=b/jobs"})
    void encodedPathsCountAsTheRoutedPath(String path) {
        assertThat(PathPatternParser.defaultInstance.parse("/api/v1/jobs").matches(PathContainer.parsePath(path)))
                .isTrue();

        int passed = 0;
        while (passes("POST " + path, "192.0.2.1")) {
            passed++;
            assertThat(passed).isLessThan(5000);
        }
    }

    @Test
    void requestsBelowAProxysPathCount() {
        int passed = 0;
        while (passes(MockServerHttpRequest.post("/school/api/v1/jobs").contextPath("/school"), "192.0.2.1")) {
            passed++;
            assertThat(passed).isLessThan(5000);
        }
    }

    @Test
    void anIpv6NetworkIsOneCaller() throws UnknownHostException {
        assertThat(CallerAddress.quotaKey(InetAddress.getByName("2001:db8:1:2:3:4:5:6")))
                .isEqualTo(CallerAddress.quotaKey(InetAddress.getByName("2001:db8:1:2::9")))
                .isNotEqualTo(CallerAddress.quotaKey(InetAddress.getByName("2001:db8:1:3::9")));
    }

    private boolean passes(String call, String address) {
        return passes(call(call), address);
    }

    private boolean passes(MockServerHttpRequest.BaseBuilder<?> request, String address) {
        return passes(limits, request, address);
    }

    private static boolean passes(
            RateLimitFilter limits, MockServerHttpRequest.BaseBuilder<?> request, String address) {
        request.remoteAddress(new InetSocketAddress(address, 1));
        try {
            limits.filter(MockServerWebExchange.from(request), exchange -> Mono.empty())
                    .block();
            return true;
        } catch (TryLaterException e) {
            assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            assertThat(e.retryAfter()).isPositive();
            return false;
        }
    }
}
