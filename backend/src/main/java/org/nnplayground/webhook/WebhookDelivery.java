package org.nnplayground.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.outbound.ConcurrentCalls;
import org.nnplayground.outbound.OutboundClient;
import org.nnplayground.outbound.RetryDelays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Delivers the webhooks of what has ended, with increasing pauses between attempts. After a restart a call can be
 * repeated, with the same {@code webhook-id}.
 */
final class WebhookDelivery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
    private static final int MAX_CONCURRENT = 64;
    private static final int MAX_CONCURRENT_PER_KEY = 4;
    private static final int STATUS_GONE = 410;

    private final WebhookStore store;
    private final WebhookSender sender;
    private final List<WebhookSubjects> subjects;
    private final ApiKeys keys;
    private final RetryDelays delays;
    private final InstantSource clock;
    private final Disposable endings;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final PeriodicTask looksForEnded = new PeriodicTask();
    private final PeriodicTask deletions = new PeriodicTask();
    private final ConcurrentCalls attempts = new ConcurrentCalls(MAX_CONCURRENT, MAX_CONCURRENT_PER_KEY);

    WebhookDelivery(
            WebhookStore store,
            WebhookSender sender,
            List<WebhookSubjects> subjects,
            ApiKeys keys,
            WebhookSettings settings,
            InstantSource clock) {
        this.store = store;
        this.sender = sender;
        this.subjects = List.copyOf(subjects);
        this.keys = keys;
        this.delays = new RetryDelays(settings.retryDelays());
        this.clock = clock;
        this.endings = Flux.merge(
                        this.subjects.stream().map(WebhookSubjects::endings).toList())
                .flatMap(id -> store.find(id)
                        .flatMap(webhook -> body(id).flatMap(text -> ended(webhook, text)))
                        .onErrorResume(e -> {
                            log.warn("The webhook of {} could not be scheduled; retrying later: {}", id, e.toString());
                            return Mono.empty();
                        }))
                .subscribe();
    }

    /** As {@link WebhookSubjects#body}, of the kind that has the id. */
    private Mono<Optional<String>> body(String id) {
        return Flux.fromIterable(subjects).concatMap(kind -> kind.body(id)).next();
    }

    private Mono<Void> ended(Webhook webhook, Optional<String> body) {
        return body.isPresent() && webhook.isWaiting()
                ? store.update(webhook.due(body.get(), clock.instant()))
                : Mono.empty();
    }

    /** Finds ended things whose webhook was not scheduled, because this process or the store was down at their end. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void findEnded() {
        looksForEnded.start(
                () -> store.waiting()
                        .concatMap(webhook -> body(webhook.job())
                                .flatMap(text -> ended(webhook, text).thenReturn(true))
                                .switchIfEmpty(
                                        Mono.defer(() -> deleteOrphan(webhook).thenReturn(false)))),
                e -> log.warn("Waiting webhooks could not be queried; retrying later: {}", e.toString()));
    }

    /** Deletes the webhooks whose outcome has been kept long enough. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void deleteFinished() {
        deletions.start(
                () -> store.deleteFinished(clock.instant().minus(Webhooks.RETENTION)),
                e -> log.warn("Delivered webhooks could not be deleted; retrying later: {}", e.toString()));
    }

    /** A webhook without a job or sweep: it is about to be created, or its creation failed. */
    private Mono<Void> deleteOrphan(Webhook webhook) {
        return webhook.createdAt().plus(RETRY_DELAY).isBefore(clock.instant())
                ? store.delete(webhook.job())
                : Mono.empty();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deliver() {
        deliverDue()
                .subscribe(
                        done -> {},
                        e -> log.warn("Due webhooks could not be queried; retrying later: {}", e.toString()));
    }

    /**
     * Makes all due attempts. Several calls may run at the same time and share them, so a slow receiver does not delay
     * others.
     */
    Mono<Void> deliverDue() {
        return Flux.defer(this::due)
                .flatMap(webhook -> attempts.start(webhook.key(), claim(webhook)), MAX_CONCURRENT)
                .count()
                .repeat()
                .takeUntil(made -> made == 0)
                .then();
    }

    /** Empty while another query is running, so that queries to a hanging store do not pile up. */
    private Flux<Webhook> due() {
        return Flux.using(
                () -> looking.compareAndSet(false, true),
                mine -> mine ? store.due(clock.instant(), MAX_CONCURRENT_PER_KEY, MAX_CONCURRENT) : Flux.empty(),
                mine -> {
                    if (mine) {
                        looking.set(false);
                    }
                });
    }

    /** @return the webhook after an attempt; empty if another process makes it */
    private Mono<Webhook> claim(Webhook webhook) {
        return store.claim(webhook, clock.instant().plus(RETRY_DELAY))
                .filter(taken -> taken)
                .flatMap(taken -> attempt(webhook).thenReturn(webhook));
    }

    private Mono<Void> attempt(Webhook webhook) {
        return sender.send(webhook, keys.webhookSecrets(webhook.key()), clock.instant())
                .flatMap(status -> handleResponse(webhook, status))
                .onErrorResume(e -> e instanceof OutboundClient.AddressNotAllowedException
                        ? giveUp(webhook, null, e.toString())
                        : retryLater(webhook, null, e.getClass().getSimpleName()));
    }

    private Mono<Void> handleResponse(Webhook webhook, int status) {
        if (status >= 200 && status < 300) {
            return store.update(webhook.finished(attempted(status), Webhook.Outcome.DELIVERED));
        }
        String reason = "status " + status;
        return status == STATUS_GONE ? giveUp(webhook, status, reason) : retryLater(webhook, status, reason);
    }

    private Webhook.Attempt attempted(@Nullable Integer status) {
        return new Webhook.Attempt(clock.instant(), status);
    }

    private Mono<Void> retryLater(Webhook webhook, @Nullable Integer status, String reason) {
        Duration pause = delays.after(webhook.attempts());
        return pause == null
                ? giveUp(webhook, status, reason)
                : store.update(webhook.failed(attempted(status), clock.instant().plus(pause)));
    }

    private Mono<Void> giveUp(Webhook webhook, @Nullable Integer status, String reason) {
        log.warn("Webhook {} was given up after its last attempt: {}", webhook, reason);
        return store.update(webhook.finished(attempted(status), Webhook.Outcome.FAILED));
    }

    @Override
    public void close() {
        endings.dispose();
    }
}
