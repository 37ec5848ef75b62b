package org.nnplayground.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import reactor.core.publisher.Mono;

/**
 * Registers webhooks. A webhook is stored before its job is created and until it is delivered or given up
 * ({@link WebhookDelivery}), so a restart loses none.
 */
public final class Webhooks {

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
        return store.count(key)
                .flatMap(own -> own >= settings.maxPendingPerKey()
                        ? Mono.error(new TryLaterException(
                                ProblemType.TOO_MANY_REQUESTS,
                                Message.of("webhook.full-for-key", settings.maxPendingPerKey()),
                                LATER))
                        : store.count())
                .flatMap(count -> count >= settings.maxPending()
                        ? Mono.error(new TryLaterException(ProblemType.QUEUE_FULL, Message.of("webhook.full"), LATER))
                        : store.insert(Webhook.of(job, url, key, clock.instant())));
    }

    /** Deletes the webhook of a job whose creation failed. */
    public Mono<Void> forget(String job) {
        return store.delete(job);
    }
}
