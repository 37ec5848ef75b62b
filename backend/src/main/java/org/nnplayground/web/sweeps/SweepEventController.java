package org.nnplayground.web.sweeps;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.Caller;
import org.nnplayground.access.Quota;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.store.JobStore;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepProgress;
import org.nnplayground.sweep.SweepTable;
import org.nnplayground.sweep.Sweeps;
import org.nnplayground.web.filter.CallerAddress;
import org.nnplayground.web.filter.EmbedFilter;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.operations.GracefulShutdown;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.ProblemDocument;
import org.nnplayground.web.sweeps.SweepFollower.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams the progress of sweeps as server-sent events. */
@RestController
@RequestMapping(path = "/api/v1/sweeps/{id}/events")
@Tag(name = "Sweeps")
@RequiresAuthorization(RequiresAuthorization.Token.API_KEY_IF_ANY)
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class SweepEventController {

    private static final Logger log = LoggerFactory.getLogger(SweepEventController.class);

    private static final String ROWS = "sweep.rows";
    private static final String PROBLEM = "stream.problem";

    /** The id of the last event; those before it have none, because a new connection begins with everything. */
    private static final String END = "end";

    private static final MediaType EVENT_STREAM = new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);
    private static final Duration KEEP_ALIVE_INTERVAL = Duration.ofSeconds(15);

    private final Sweeps sweeps;
    private final JobStore jobs;
    private final Quota streams;
    private final AccessControl access;
    private final GracefulShutdown shutdown;

    SweepEventController(Sweeps sweeps, JobStore jobs, Quota streams, AccessControl access, GracefulShutdown shutdown) {
        this.sweeps = sweeps;
        this.jobs = jobs;
        this.streams = streams;
        this.access = access;
        this.shutdown = shutdown;
    }

    @Schema(name = "SweepRows")
    record RowsBody(
            @Schema(description = "Names of the values of each row, as in the table")
            List<String> columns,

            List<RowBody> rows) {}

    @Schema(name = "SweepRow")
    record RowBody(
            @Schema(description = "Of the row in the table, from 0")
            int index,

            List<@Nullable Object> row) {}

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamSweepEvents",
            summary = "Streams the progress of the sweep until it has ended",
            description = "Every connection begins with sweep.state, the sweep, and sweep.rows, all rows of the table."
                    + " Then changed rows at most four times a second, and the sweep without its spec when a job has"
                    + " changed its state.")
    @ApiResponse(
            responseCode = "200",
            description = "The data of events: of sweep.state a Sweep, of sweep.rows SweepRows, of stream.problem a"
                    + " Problem",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(anyOf = {SweepBody.class, RowsBody.class, ProblemDocument.class})))
    @ApiResponse(
            responseCode = "204",
            description = "The client has already received the sweep's last event",
            content = @Content)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> follow(
            @PathVariable String id,
            @Parameter(
                            description =
                                    "Same as Last-Event-ID, for clients that cannot send that header; the header takes precedence")
                    @RequestParam(required = false)
                    @Nullable
                    String lastEventId,
            @Parameter(description = "The id of the last received event: after the last one of all the answer is 204")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String lastEventIdHeader,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        String last = lastEventIdHeader == null ? lastEventId : lastEventIdHeader;
        return sweeps.find(id)
                .flatMap(sweep -> END.equals(last)
                        ? Mono.just(ResponseEntity.noContent().build())
                        : caller(exchange)
                                .doOnNext(streams::requireRoom)
                                .map(caller -> ResponseEntity.ok()
                                        .contentType(EVENT_STREAM)
                                        .cacheControl(CacheControl.noStore())
                                        // Disables response buffering in nginx.
                                        .header("X-Accel-Buffering", "no")
                                        .body(counted(caller, events(sweep, exchange), exchange))));
    }

    /** As that of a job's stream: an invalid token is not an error. */
    private Mono<String> caller(ServerWebExchange exchange) {
        String address = CallerAddress.of(exchange);
        return access.caller(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION), address)
                .onErrorReturn(PlaygroundException.class, new Caller(null, address))
                .map(Caller::quotaKey);
    }

    private Flux<ServerSentEvent<Object>> counted(
            String caller, Flux<ServerSentEvent<Object>> events, ServerWebExchange exchange) {
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        String stream = UUID.randomUUID().toString();
        return Flux.defer(() -> {
                    streams.acquire(stream, caller);
                    return events;
                })
                .onErrorResume(e -> Mono.just(problem(e, language)))
                .doFinally(end -> streams.release(stream));
    }

    private Flux<ServerSentEvent<Object>> events(Sweep sweep, ServerWebExchange exchange) {
        Flux<Change> changes = new SweepFollower(sweep, sweeps, jobs.announcements()).changes();
        return events(changes.takeUntilOther(shutdown.started()), EmbedFilter.prefixOf(exchange));
    }

    /** At most a few changes wait for a slow client; then the follower skips looks, so that the next one is recent. */
    static Flux<ServerSentEvent<Object>> events(Flux<Change> changes, String prefix) {
        return changes.concatMapIterable(change -> events(change, prefix), 1)
                .publish(
                        shared -> {
                            Flux<ServerSentEvent<Object>> comments = Flux.interval(KEEP_ALIVE_INTERVAL)
                                    .onBackpressureDrop()
                                    .map(tick -> ServerSentEvent.builder()
                                            .comment("")
                                            .build());
                            return Flux.merge(1, shared, comments.takeUntilOther(shared.ignoreElements()));
                        },
                        1);
    }

    private static List<ServerSentEvent<Object>> events(Change change, String prefix) {
        SweepProgress progress = change.progress();
        List<List<@Nullable Object>> all = progress.rows();
        var rows = new RowsBody(
                SweepTable.columns(progress.sweep()),
                change.rows().stream()
                        .map(index -> new RowBody(index, all.get(index)))
                        .toList());
        var events = new ArrayList<ServerSentEvent.Builder<Object>>();
        if (change.isFirst()) {
            events.add(event(SweepBody.EVENT, SweepBody.of(progress, true, prefix)));
            events.add(event(ROWS, rows));
        } else {
            if (!rows.rows().isEmpty()) {
                events.add(event(ROWS, rows));
            }
            if (change.changesCounts()) {
                events.add(event(SweepBody.EVENT, SweepBody.of(progress, false, prefix)));
            }
        }
        if (change.isLast()) {
            events.getLast().id(END);
        }
        return events.stream().map(ServerSentEvent.Builder::build).toList();
    }

    private static ServerSentEvent.Builder<Object> event(String name, Object data) {
        return ServerSentEvent.builder(data).event(name);
    }

    /** The response has begun, so the problem is sent as an event instead of a status. */
    private static ServerSentEvent<Object> problem(Throwable e, Language language) {
        ProblemDocument problem;
        if (e instanceof PlaygroundException known) {
            problem = ProblemDocument.of(known, null, language);
        } else {
            log.error("The event stream of a sweep failed and was closed", e);
            problem = ProblemDocument.of(ProblemType.INTERNAL, Message.of("stream.broke-off"), null, language);
        }
        return event(PROBLEM, problem).build();
    }
}
