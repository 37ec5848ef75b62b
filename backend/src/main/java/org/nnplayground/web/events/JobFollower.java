package org.nnplayground.web.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.events.EventStream.OutgoingEvent;
import org.nnplayground.web.events.StreamCursor.Position;
import org.nnplayground.web.gateway.RemoteJobEvents.StreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows one job for one client, whichever process holds it: this one, another one, whose own stream it reads, or
 * none, until a process claims the job. When the holder goes away, it continues at the next one after the last event
 * that the client got.
 */
final class JobFollower {

    private static final Logger log = LoggerFactory.getLogger(JobFollower.class);

    /** Pause before the holder is looked up again after its stream has broken. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Pause after the database was unavailable. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private final String job;
    private final JobService jobs;
    private final JobStore store;
    private final JobHolders holders;
    private final Function<Position, EventStream> local;
    private final Remote remote;

    // Changed by one event at a time.
    private Position position;
    private boolean hasSent;
    private boolean ended;

    /** Opens the stream of a job at the process that holds it. */
    interface Remote {
        Flux<ServerSentEvent<String>> follow(Node holder, String job, @Nullable String lastEventId);
    }

    JobFollower(
            String job,
            Position position,
            JobService jobs,
            JobStore store,
            JobHolders holders,
            Function<Position, EventStream> local,
            Remote remote) {
        this.job = job;
        this.position = position;
        this.jobs = jobs;
        this.store = store;
        this.holders = holders;
        this.local = local;
        this.remote = remote;
    }

    /** All events up to the job's end or its deletion. Fails only because of an internal error. */
    Flux<OutgoingEvent> events() {
        return Flux.defer(this::fromPresentHolder)
                .onErrorResume(TryLaterException.class, e -> {
                    log.atWarn()
                            .addKeyValue("job", job)
                            .log(
                                    "Event stream: a job cannot be read; trying again in {}: {}",
                                    LONG_PAUSE,
                                    e.toString());
                    return pause(LONG_PAUSE);
                })
                .repeat(() -> !ended);
    }

    private Flux<OutgoingEvent> fromPresentHolder() {
        return holders.elsewhere(job)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMapMany(holder -> holder.map(this::fromRemote).orElseGet(this::fromHereOrNobody));
    }

    private Flux<OutgoingEvent> fromHere() {
        return store.find(job)
                .hasElement()
                .doOnNext(exists -> ended = !exists)
                .filter(exists -> exists)
                .flatMapMany(exists -> local.apply(position).open())
                .doOnNext(this::sent);
    }

    private Flux<OutgoingEvent> fromHereOrNobody() {
        return fromHere().concatWith(Flux.defer(() -> {
            if (ended) {
                return Flux.empty();
            }
            return holders.isHere(job)
                    ? pause(PAUSE) // this process is about to return the job
                    : jobs.awaitHolder(job, holders.elsewhere(job)).thenMany(Flux.empty());
        }));
    }

    private Flux<OutgoingEvent> fromRemote(Node holder) {
        String lastEventId = position.equals(Position.START) ? null : StreamCursor.text(job, position);
        return remote.follow(holder, job, lastEventId)
                // It still sends events if only its connection to the database is broken.
                .takeUntilOther(holders.loss(holder))
                .map(this::received)
                .doOnNext(this::sent)
                // A holder that shuts down ends its streams a moment before it returns its jobs.
                .concatWith(Flux.defer(() -> ended ? Flux.empty() : lookAgain(holder, "it ended")))
                .onErrorResume(e -> switch (e) {
                    case StreamException gone
                    when gone.reason() == StreamException.Reason.ALREADY_ENDED -> {
                        ended = true;
                        yield Flux.empty();
                    }
                    case StreamException gone -> lookAgain(holder, gone.toString());
                    case WebClientResponseException refused -> lookAgain(holder, refused.toString());
                    default -> Flux.error(e);
                });
    }

    /** A new client gets what the database has while the holder does not answer. */
    private Flux<OutgoingEvent> lookAgain(Node holder, String reason) {
        log.atInfo()
                .addKeyValue("job", job)
                .log(
                        "Event stream: the stream from node {} stopped; looking for the holder again: {}",
                        holder.id(),
                        reason);
        holders.forget(job);
        Flux<OutgoingEvent> present = hasSent ? Flux.empty() : fromHere();
        return present.concatWith(pause(PAUSE));
    }

    private static Flux<OutgoingEvent> pause(Duration time) {
        return Mono.delay(time).thenMany(Flux.empty());
    }

    private OutgoingEvent received(ServerSentEvent<String> event) {
        Position reached = event.id() == null
                ? position
                : StreamCursor.parse(event.id(), List.of(job)).of(job);
        String name = event.event() == null ? "message" : event.event();
        String data = event.data() == null ? "" : event.data();
        ended |= name.equals(EventController.PROBLEM);
        return new OutgoingEvent(job, name, List.of(EventText.data(data)), reached);
    }

    private void sent(OutgoingEvent event) {
        position = event.position();
        hasSent = true;
        ended |= position.sequence() == Position.END;
    }
}
