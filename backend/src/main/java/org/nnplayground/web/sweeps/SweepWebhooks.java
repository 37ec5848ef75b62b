package org.nnplayground.web.sweeps;

import java.time.Instant;
import java.util.Optional;
import org.nnplayground.sweep.Sweeps;
import org.nnplayground.webhook.WebhookSubjects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The webhooks of sweeps: their body is the ended sweep without its spec. */
@Component
final class SweepWebhooks implements WebhookSubjects {

    private final Sweeps sweeps;
    private final JsonMapper mapper;

    SweepWebhooks(Sweeps sweeps, JsonMapper mapper) {
        this.sweeps = sweeps;
        this.mapper = mapper;
    }

    private record Payload(String type, Instant timestamp, SweepBody data) {}

    @Override
    public Flux<String> endings() {
        return sweeps.endings();
    }

    @Override
    public Mono<Optional<String>> body(String id) {
        return sweeps.findIfAny(id).flatMap(sweep -> {
            Instant at = sweep.finishedAt();
            return at == null
                    ? Mono.just(Optional.empty())
                    : sweeps.progress(sweep)
                            .map(progress -> Optional.of(mapper.writeValueAsString(
                                    new Payload(SweepBody.EVENT, at, SweepBody.of(progress, false, "")))));
        });
    }
}
