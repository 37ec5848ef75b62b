package org.nnplayground.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import reactor.core.publisher.Mono;

/**
 * The hooks that wait for the end of their jobs. A hook is kept before its job is made and until it is delivered or
 * given up ({@link WebhookDelivery}), so that a restart in between loses none.
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
     * Keeps a hook of a job that is about to be made.
     *
     * @param key id of the API key whose secret signs it
     * @return fails with {@code TOO_MANY_REQUESTS} where too many of the key wait already, {@code QUEUE_FULL} where too
     *     many of all do
     */
    public Mono<Void> register(String job, URI url, String key) {
        return store.count(key)
                .flatMap(own -> own >= settings.mostPerKey()
                        ? Mono.error(new TryLaterException(
                                ProblemType.TOO_MANY_REQUESTS,
                                Message.of("webhook.full-for-key", settings.mostPerKey()),
                                LATER))
                        : store.count())
                .flatMap(count -> count >= settings.most()
                        ? Mono.error(new TryLaterException(ProblemType.QUEUE_FULL, Message.of("webhook.full"), LATER))
                        : store.insert(Webhook.of(job, url, key, clock.instant())));
    }

    /** The job was not made after all. */
    public Mono<Void> forget(String job) {
        return store.delete(job);
    }
}
