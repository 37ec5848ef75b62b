package org.nnplayground.attempt;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.nnplayground.attempt.ScoreDelivery.Outcome;
import org.nnplayground.lti.Platform;
import org.nnplayground.outbound.ConcurrentCalls;
import org.nnplayground.outbound.OutboundClient.AddressNotAllowedException;
import org.nnplayground.outbound.OutboundClient.Response;
import org.nnplayground.outbound.RetryDelays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Delivers due scores to the platforms, with increasing delays between tries. After a crash a score can be sent again,
 * with a later timestamp.
 */
final class ScoreDispatcher {

    private static final Logger log = LoggerFactory.getLogger(ScoreDispatcher.class);

    /** Longer than the four requests of a try can take. */
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);
    private static final int MAX_CONCURRENT = 64;
    private static final int MAX_CONCURRENT_PER_PLATFORM = 4;
    private static final int UNAUTHORIZED = 401;
    private static final int CONFLICT = 409;

    /** Statuses that no repetition changes: the column is gone, or does not take this score. */
    private static final Set<Integer> FINAL = Set.of(400, 404, 410, 422);

    private final AttemptStore store;
    private final ScoreSender sender;
    private final Function<String, Mono<Platform>> platforms;
    private final RetryDelays delays;
    private final InstantSource clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ConcurrentCalls calls = new ConcurrentCalls(MAX_CONCURRENT, MAX_CONCURRENT_PER_PLATFORM);

    /** @param platforms finds a registration by its id; empty if there is none */
    ScoreDispatcher(
            AttemptStore store,
            ScoreSender sender,
            Function<String, Mono<Platform>> platforms,
            AttemptSettings settings,
            InstantSource clock) {
        this.store = store;
        this.sender = sender;
        this.platforms = platforms;
        this.delays = new RetryDelays(settings.retryDelays());
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deliver() {
        deliverDue()
                .subscribe(
                        done -> {}, e -> log.warn("Due scores could not be queried; retrying later: {}", e.toString()));
    }

    /**
     * Makes all due tries. Several calls may run at the same time and share them, so a slow platform does not delay
     * others.
     */
    Mono<Void> deliverDue() {
        return Flux.defer(this::due)
                .flatMapDelayError(
                        due -> calls.start(due.score().student().activity().platform(), claim(due)),
                        MAX_CONCURRENT,
                        MAX_CONCURRENT)
                .count()
                .repeat()
                .takeUntil(made -> made == 0)
                .then();
    }

    /** Empty while another query is running, so that queries to a hanging store do not pile up. */
    private Flux<ScoreDelivery> due() {
        return Flux.using(
                () -> looking.compareAndSet(false, true),
                mine -> mine ? store.due(now(), MAX_CONCURRENT_PER_PLATFORM, MAX_CONCURRENT) : Flux.empty(),
                mine -> {
                    if (mine) {
                        looking.set(false);
                    }
                });
    }

    /** @return the delivery after a try; empty if another process makes it */
    private Mono<ScoreDelivery> claim(ScoreDelivery due) {
        Instant now = now();
        return store.claim(due, now, now.plus(CLAIM))
                .flatMap(claimed ->
                        tried(claimed).flatMap(tried -> store.release(tried).thenReturn(tried)));
    }

    private Mono<ScoreDelivery> tried(ScoreDelivery claimed) {
        return platforms
                .apply(claimed.score().student().activity().platform())
                .flatMap(platform -> sender.token(platform)
                        .flatMap(token -> sent(claimed, platform, token))
                        .onErrorResume(e -> Mono.just(withoutToken(claimed, e))))
                .switchIfEmpty(Mono.fromSupplier(() -> givenUp(claimed, "the platform is not registered")));
    }

    private ScoreDelivery withoutToken(ScoreDelivery claimed, Throwable e) {
        return e instanceof AddressNotAllowedException || e instanceof IllegalArgumentException
                ? givenUp(claimed, e.toString())
                : retried(claimed, Duration.ZERO, false, e.toString());
    }

    private Mono<ScoreDelivery> sent(ScoreDelivery claimed, Platform platform, String token) {
        return sender.send(claimed, token)
                .flatMap(response -> after(claimed, platform, response))
                .onErrorResume(e -> e instanceof AddressNotAllowedException || e instanceof IllegalArgumentException
                        ? Mono.error(e)
                        : Mono.fromSupplier(() -> retried(claimed, Duration.ZERO, isPerhapsTaken(e), e.toString())));
    }

    private static boolean isPerhapsTaken(Throwable e) {
        return !(e instanceof ConnectException || e instanceof UnknownHostException);
    }

    private Mono<ScoreDelivery> after(ScoreDelivery claimed, Platform platform, Response response) {
        int status = response.status();
        String reason = "status " + status;
        if (status >= 200 && status < 300) {
            return Mono.just(claimed.finished(Outcome.DELIVERED));
        }
        if (status == CONFLICT) {
            return isTaken(claimed, platform)
                    .map(taken -> taken
                            ? claimed.finished(Outcome.DELIVERED)
                            : retried(claimed, Duration.ZERO, false, reason));
        }
        if (FINAL.contains(status)) {
            return Mono.just(givenUp(claimed, reason));
        }
        if (status == UNAUTHORIZED) {
            sender.forgetToken(platform);
        }
        return Mono.just(retried(claimed, retryAfter(response), false, reason));
    }

    /**
     * Whether the platform has the score that it says to be outdated. If it does not tell, it has probably taken an
     * earlier request that got no answer.
     */
    private Mono<Boolean> isTaken(ScoreDelivery claimed, Platform platform) {
        return claimed.score().readable() ? sender.isShown(claimed.score(), platform) : Mono.just(claimed.unanswered());
    }

    private ScoreDelivery retried(ScoreDelivery claimed, Duration atLeast, boolean unanswered, String reason) {
        Duration delay = delays.after(claimed.tries());
        if (delay == null) {
            return givenUp(claimed, reason);
        }
        return claimed.failed(now().plus(delay.compareTo(atLeast) > 0 ? delay : atLeast), unanswered);
    }

    private static ScoreDelivery givenUp(ScoreDelivery claimed, String reason) {
        log.warn("Scores: {} was given up after its last try: {}", claimed, reason);
        return claimed.finished(Outcome.FAILED);
    }

    /** The delay that the platform asks for, in seconds or as a date (RFC 9110); zero if it does not. */
    private Duration retryAfter(Response response) {
        String text = response.headers().getOrDefault("retry-after", "").strip();
        Duration asked = Duration.ZERO;
        if (text.matches("[0-9]{1,9}")) {
            asked = Duration.ofSeconds(Long.parseLong(text));
        } else if (!text.isEmpty()) {
            try {
                asked = Duration.between(
                        clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            } catch (DateTimeParseException e) {
                log.debug("Scores: a platform sent an invalid Retry-After: {}", text);
            }
        }
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    }

    /** In milliseconds, which every database stores exactly. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
