package org.nnplayground.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import reactor.core.publisher.Mono;

/**
 * Registers webhooks, and tells what has become of them. A webhook is stored before its job is created and until a day
 * after it is delivered or given up ({@link WebhookDelivery}), so a restart loses none.
 */
public final class Webhooks {

    /** The outcome of a webhook is kept this long after its last attempt. */
    public static final Duration RETENTION = Duration.ofDays(1);

    /** Minimum time from an attempt to a request to send the webhook again. */
    static final Duration RESEND_DELAY = Duration.ofSeconds(10);

    private static final Duration LATER = Duration.ofMinutes(1);

    private final WebhookStore store;
    private final WebhookSettings settings;
    private final InstantSource clock;

    Webhooks(WebhookStore store, WebhookSettings settings, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Stores the webhook of a job that is about to be created.
     *
     * @param key id of the API key whose secret signs it
     * @return fails with {@code TOO_MANY_REQUESTS} if the key has too many pending webhooks, {@code QUEUE_FULL} if
     *     there are too many in total
     */
    public Mono<Void> register(String job, URI url, String key) {
        return requireRoom(key).then(Mono.defer(() -> store.insert(Webhook.of(job, url, key, clock.instant()))));
    }

    /**
     * Creates what a webhook is about, with the webhook: it is registered before, and forgotten if the creation fails.
     *
     * @param url null for no webhook
     * @param key id of the API key of whoever creates it; null for none, and then without webhook
     * @return fails as {@link #register}
     */
    public <T> Mono<T> creating(String id, @Nullable URI url, @Nullable String key, Mono<T> creation) {
        return url == null || key == null
                ? creation
                : register(id, url, key)
                        .then(creation)
                        .onErrorResume(e -> forget(id).then(Mono.error(e)));
    }

    private Mono<Void> requireRoom(String key) {
        return store.count(key)
                .flatMap(own -> own >= settings.maxPendingPerKey()
                        ? Mono.error(new TryLaterException(
                                ProblemType.TOO_MANY_REQUESTS,
                                Message.of("webhook.full-for-key", settings.maxPendingPerKey()),
                                LATER))
                        : store.count())
                .flatMap(count -> count >= settings.maxPending()
                        ? Mono.error(new TryLaterException(ProblemType.QUEUE_FULL, Message.of("webhook.full"), LATER))
                        : Mono.empty());
    }

    /** The webhook of a job; empty if it has none, or if its outcome is no longer kept. */
    public Mono<Webhook> find(String job) {
        return store.find(job);
    }

    /**
     * Makes the webhook of an ended job due now, with all its attempts.
     *
     * @return fails with {@code ILLEGAL_STATE} if the job has not ended or has no webhook, and with
     *     {@code TOO_MANY_REQUESTS} if the last attempt was a moment ago
     */
    public Mono<Webhook> resend(String job) {
        return store.find(job)
                .switchIfEmpty(Mono.error(
                        () -> new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("webhook.none"))))
                .flatMap(this::resend);
    }

    private Mono<Webhook> resend(Webhook webhook) {
        String body = webhook.body();
        if (body == null) {
            return Mono.error(new PlaygroundException(ProblemType.ILLEGAL_STATE, Message.of("webhook.job-not-ended")));
        }
        Webhook.Attempt last = webhook.lastAttempt();
        Instant now = clock.instant();
        Duration pause =
                last == null ? Duration.ZERO : Duration.between(now, last.at().plus(RESEND_DELAY));
        if (pause.isPositive()) {
            return Mono.error(new TryLaterException(
                    ProblemType.TOO_MANY_REQUESTS,
                    Message.of("webhook.resend-soon", RESEND_DELAY.toSeconds()),
                    pause.plusSeconds(1)));
        }
        Webhook again = webhook.due(body, now);
        Mono<Void> room = webhook.outcome() == null ? Mono.empty() : requireRoom(webhook.key());
        return room.then(Mono.defer(() -> store.update(again))).thenReturn(again);
    }

    /** Deletes the webhook of a job that does not exist, because its creation failed or it was deleted. */
    public Mono<Void> forget(String job) {
        return store.delete(job);
    }
}
