package org.nnplayground.webhook;

import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The things of one kind whose end webhooks tell: jobs or sweeps. Their ids differ from those of other kinds. */
public interface WebhookSubjects {

    /**
     * Ids of things as they end. Some may be missing, so {@link WebhookDelivery} also looks for itself now and then.
     */
    Flux<String> endings();

    /**
     * The body of the call: JSON, {@code {"type", "timestamp", "data"}}.
     *
     * @return an empty {@code Optional} if the thing has not ended; empty if there is no such thing
     */
    Mono<Optional<String>> body(String id);
}
