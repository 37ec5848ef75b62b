package org.nnplayground.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.store.Moment;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.nnplayground.web.ServerTest;
import org.nnplayground.web.events.EventStream.OutgoingEvent;
import org.nnplayground.web.events.StreamCursor.Position;
import org.nnplayground.web.gateway.BrokenStreams;
import org.nnplayground.web.gateway.RemoteJobEvents.StreamException.Reason;
import org.nnplayground.web.jobs.JobResponses;
import org.nnplayground.web.response.FrameJson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** A follower of a job that this server's trainer cannot claim, because it requests a GPU. */
class JobFollowerTest extends ServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Node FIRST = new Node("first", "192.0.2.1:8081");
    private static final Node SECOND = new Node("second", "192.0.2.2:8081");
    private static final Position END = new Position(Position.END, 1, 9);

    @Autowired
    private JobService jobs;

    @Autowired
    private JobResponses responses;

    @Autowired
    private JobStore store;

    @Autowired
    private EventLog events;

    @Autowired
    private JsonMapper json;

    private final List<Node> holders = new CopyOnWriteArrayList<>();
    private final List<String> forgotten = new CopyOnWriteArrayList<>();
    private final AtomicBoolean here = new AtomicBoolean();
    private final AtomicBoolean outage = new AtomicBoolean();

    /** The last event ids that the holders were asked for. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** The next one of {@link #holders} holds the job after each call of {@link #forget}. */
    private final class Holders implements JobHolders {
        @Override
        public Mono<Void> loss(Node holder) {
            return Mono.never();
        }

        @Override
        public boolean isHere(String job) {
            return here.get();
        }

        @Override
        public Mono<Node> elsewhere(String job) {
            return Mono.defer(() -> outage.getAndSet(false)
                    ? Mono.error(TryLaterException.storeUnavailable())
                    : Mono.justOrEmpty(holders.stream().findFirst()));
        }

        @Override
        public void forget(String job) {
            forgotten.add(job);
            holders.removeFirst();
        }
    }

    private Flux<OutgoingEvent> follow(Job job, Map<Node, Flux<ServerSentEvent<String>>> remote) {
        return new JobFollower(
                        job.id(),
                        Position.START,
                        jobs,
                        store,
                        new Holders(),
                        position -> local(job, position),
                        (holder, id, lastEventId) -> {
                            asked.add(holder.id() + " " + lastEventId);
                            return Objects.requireNonNull(remote.get(holder));
                        })
                .events();
    }

    private EventStream local(Job job, Position position) {
        var include = new FrameJson.Include(true, false, false, false, null);
        return new EventStream(
                jobs,
                responses,
                store,
                events,
                json,
                Schedulers.parallel()::schedule,
                job.id(),
                position,
                include,
                Duration.ZERO,
                Language.ENGLISH,
                "");
    }

    private Job waiting() {
        Job queued = Jobs.queued(jobs.newId(), Mode.LIVE);
        Job job = new Job(
                queued.id(),
                null,
                Mode.LIVE,
                new Job.Description(null, Map.of(), RequestedDevice.GPU, null, null, null),
                queued.spec(),
                queued.arithmetic(),
                queued.stop(),
                queued.pace(),
                queued.life(),
                queued.progress());
        store.insert(job, Integer.MAX_VALUE).block(PATIENCE);
        return job;
    }

    private static ServerSentEvent<String> event(Job job, String name, String data, Position position) {
        return ServerSentEvent.builder(data)
                .event(name)
                .id(StreamCursor.text(job.id(), position))
                .build();
    }

    private static Flux<ServerSentEvent<String>> last(Job job) {
        return Flux.just(event(job, "job.state", "last", END));
    }

    private static List<String> told(Flux<OutgoingEvent> events) {
        return Objects.requireNonNull(
                events.map(JobFollowerTest::told).collectList().block(PATIENCE));
    }

    private static String told(OutgoingEvent event) {
        String data = event.data().stream()
                .map(piece -> new String(piece, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        return switch (data.startsWith("{\"") ? event.name() : "") {
            case "job.state" -> new JsonMapper().readTree(data).get("state").stringValue();
            case "job.frame" -> event.name();
            default -> data;
        };
    }

    @Test
    void continuesAtTheNextHolderAfterTheLastEvent() {
        Job job = waiting();
        var reached = new Position(7, 1, 3);
        holders.addAll(List.of(FIRST, SECOND));

        List<String> seen = told(follow(
                job,
                Map.of(
                        FIRST,
                        Flux.just(event(job, "job.frame", "3", reached))
                                .concatWith(Flux.error(BrokenStreams.of(Reason.BROKEN))),
                        SECOND,
                        last(job))));

        assertThat(seen).containsExactly("3", "last");
        assertThat(asked).containsExactly("first null", "second " + StreamCursor.text(job.id(), reached));
        assertThat(forgotten).containsExactly(job.id());
    }

    @Test
    void looksForTheHolderAgainAfterARefusalAndAfterTheEndOfAStream() {
        var refusal = WebClientResponseException.create(
                HttpStatus.SERVICE_UNAVAILABLE.value(), "", new HttpHeaders(), new byte[0], null);
        for (Flux<ServerSentEvent<String>> stream : List.<Flux<ServerSentEvent<String>>>of(
                Flux.error(BrokenStreams.of(Reason.NOT_HELD)), Flux.error(refusal), Flux.empty())) {
            Job job = waiting();
            holders.clear();
            holders.addAll(List.of(FIRST, SECOND));

            assertThat(told(follow(job, Map.of(FIRST, stream, SECOND, last(job)))))
                    .containsExactly("queued", "job.frame", "last");
            assertThat(forgotten).contains(job.id());
        }
    }

    @Test
    void aJobThatNobodyHoldsGivesItsStateOnceAndContinuesAtItsHolder() {
        Job job = waiting();

        List<String> seen = told(follow(job, Map.of(FIRST, last(job))).doOnNext(event -> {
            if (event.name().equals("job.frame")) {
                // Later, so that a follower that does not wait would send the state again.
                Mono.delay(Duration.ofMillis(200)).subscribe(later -> holders.add(FIRST));
            }
        }));

        assertThat(seen).containsExactly("queued", "job.frame", "last");
    }

    @Test
    void aJobThatNobodyHeldContinuesHereOnceItIsOpen() {
        Job job = waiting();
        var seen = new ArrayList<String>();

        follow(job, Map.of())
                .map(JobFollowerTest::told)
                .doOnNext(seen::add)
                .doOnNext(what -> {
                    if (what.equals("job.frame") && here.compareAndSet(false, true)) {
                        events.open(job.id(), 1);
                    } else if (what.equals("job.frame")) {
                        events.append(new StateChanged(Jobs.in(job, JobState.CANCELLED)));
                    }
                })
                .blockLast(PATIENCE);

        assertThat(seen).containsExactly("queued", "job.frame", "queued", "job.frame", "cancelled");
    }

    @Test
    void aJobThatEndsWhileNobodyHoldsItEndsTheStream() {
        Job job = waiting();

        List<String> seen = told(follow(job, Map.of()).doOnNext(event -> {
            if (event.name().equals("job.frame")) {
                store.write(Moment.of(Jobs.in(job, JobState.CANCELLED))).subscribe();
            }
        }));

        assertThat(seen).containsExactly("queued", "job.frame", "cancelled", "job.frame");
    }

    @Test
    void aDeletedJobEndsTheStream() {
        Job job = waiting();

        List<String> seen = told(follow(job, Map.of()).doOnNext(event -> {
            if (event.name().equals("job.frame")) {
                store.delete(job.id()).subscribe();
            }
        }));

        assertThat(seen).containsExactly("queued", "job.frame");
    }

    @Test
    void aProblemOfTheHolderIsPassedOnAndEndsTheStream() {
        Job job = waiting();
        holders.add(FIRST);
        Flux<ServerSentEvent<String>> problem =
                Flux.just(ServerSentEvent.builder("{}").event("stream.problem").build());

        assertThat(told(follow(job, Map.of(FIRST, problem)))).containsExactly("{}");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anOutageOfTheDatabasePausesTheStream() {
        Job job = waiting();
        holders.add(FIRST);
        outage.set(true);

        assertThat(told(follow(job, Map.of(FIRST, last(job))))).containsExactly("last");
        assertThat(forgotten).isEmpty();
    }
}
