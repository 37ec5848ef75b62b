package org.nnplayground.web.events;

import static org.nnplayground.web.events.StreamChoices.DEFAULT_RATE;
import static org.nnplayground.web.events.StreamChoices.MAX_JOBS;
import static org.nnplayground.web.events.StreamChoices.MAX_RATE;
import static org.nnplayground.web.events.StreamChoices.MIN_RATE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.Caller;
import org.nnplayground.access.Quota;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Language;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.web.events.EventStream.OutgoingEvent;
import org.nnplayground.web.events.StreamCursor.Position;
import org.nnplayground.web.filter.CallerAddress;
import org.nnplayground.web.filter.EmbedFilter;
import org.nnplayground.web.gateway.PeerFilter;
import org.nnplayground.web.gateway.RemoteJobEvents;
import org.nnplayground.web.jobs.JobResponses;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.operations.GracefulShutdown;
import org.nnplayground.web.request.BoundaryQuery;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.AttentionBody;
import org.nnplayground.web.response.FrameBody;
import org.nnplayground.web.response.FrameJson;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.web.response.ProblemDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Streams jobs as server-sent events. */
@RestController
@RequestMapping(path = "/api/v1")
@Tag(name = "Streams", description = "job.state, job.frame, job.attention and stream.problem as server-sent events")
@RequiresAuthorization(RequiresAuthorization.Token.API_KEY_IF_ANY)
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class EventController {

    private static final Logger log = LoggerFactory.getLogger(EventController.class);

    /** The name of the event that a failure sends. */
    static final String PROBLEM = "stream.problem";

    private static final MediaType EVENT_STREAM = new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);

    private static final List<String> PASSED_ON = List.of("include", "resolution", "maxRate", "columns");

    private static final String EVENTS =
            "The data of events: of job.state a Job, of job.frame a Frame, of job.attention an Attention,"
                    + " of stream.problem a Problem";

    private final JobService jobs;
    private final JobResponses responses;
    private final JobStore store;
    private final EventLog events;
    private final Quota streams;
    private final AccessControl access;
    private final GracefulShutdown shutdown;
    private final JobHolders holders;
    private final ObjectProvider<RemoteJobEvents> remote;
    private final JsonMapper json;

    EventController(
            JobService jobs,
            JobResponses bodies,
            JobStore store,
            EventLog events,
            Quota streams,
            AccessControl access,
            GracefulShutdown leaving,
            JobHolders holders,
            ObjectProvider<RemoteJobEvents> remote,
            JsonMapper json) {
        this.jobs = jobs;
        this.responses = bodies;
        this.store = store;
        this.events = events;
        this.streams = streams;
        this.access = access;
        this.shutdown = leaving;
        this.holders = holders;
        this.remote = remote;
        this.json = json;
    }

    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamJobEvents",
            summary = "Streams the events of a job",
            description = "Server-sent events until the job has ended. Last-Event-ID resumes after a lost connection.")
    @ApiResponse(
            responseCode = "200",
            description = EVENTS,
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            anyOf = {
                                                JobBody.class,
                                                FrameBody.class,
                                                AttentionBody.class,
                                                ProblemDocument.class
                                            })))
    @ApiResponse(
            responseCode = "204",
            description = "The client has already received the job's last event",
            content = @Content)
    Mono<Void> follow(
            @PathVariable String id,
            @StreamChoices.Parts @RequestParam(required = false) @Nullable String include,
            @StreamChoices.Resolution @RequestParam(required = false) @Nullable String resolution,
            @StreamChoices.MaxRate @RequestParam(required = false) @Nullable String maxRate,
            @BoundaryQuery.OfColumns @RequestParam(required = false) @Nullable String columns,
            @StreamChoices.LastEventId @RequestParam(required = false) @Nullable String lastEventId,
            @StreamChoices.LastEventIdHeader @RequestHeader(name = "Last-Event-ID", required = false) @Nullable
                    String lastEventIdHeader,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return stream(
                new QueryErrors(),
                exchange,
                List.of(id),
                include,
                resolution,
                maxRate,
                columns,
                lastEventIdHeader,
                lastEventId);
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PossibleProblems(ProblemType.NOT_FOUND)
    @Operation(
            operationId = "streamEvents",
            summary = "Streams the events of up to " + MAX_JOBS + " jobs on one stream",
            description =
                    "Server-sent events until all jobs have ended. Last-Event-ID resumes after a lost connection.")
    @ApiResponse(
            responseCode = "200",
            description = EVENTS,
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            anyOf = {
                                                JobBody.class,
                                                FrameBody.class,
                                                AttentionBody.class,
                                                ProblemDocument.class
                                            })))
    @ApiResponse(
            responseCode = "204",
            description = "The client has already received the last event of all jobs",
            content = @Content)
    Mono<Void> followSeveral(
            @StreamChoices.Jobs @RequestParam(name = "job", required = false) @Nullable List<String> ids,
            @StreamChoices.Parts @RequestParam(required = false) @Nullable String include,
            @StreamChoices.Resolution @RequestParam(required = false) @Nullable String resolution,
            @StreamChoices.MaxRate @RequestParam(required = false) @Nullable String maxRate,
            @BoundaryQuery.OfColumns @RequestParam(required = false) @Nullable String columns,
            @StreamChoices.LastEventId @RequestParam(required = false) @Nullable String lastEventId,
            @StreamChoices.LastEventIdHeader @RequestHeader(name = "Last-Event-ID", required = false) @Nullable
                    String lastEventIdHeader,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var errors = new QueryErrors();
        if (ids == null || ids.isEmpty() || ids.size() > MAX_JOBS) {
            errors.add("job", Message.of("query.jobs", MAX_JOBS));
        }
        return stream(
                errors,
                exchange,
                ids == null ? List.of() : List.copyOf(new LinkedHashSet<>(ids)),
                include,
                resolution,
                maxRate,
                columns,
                lastEventIdHeader,
                lastEventId);
    }

    private Mono<Void> stream(
            QueryErrors errors,
            ServerWebExchange exchange,
            List<String> ids,
            @Nullable String include,
            @Nullable String resolution,
            @Nullable String maxRate,
            @Nullable String columns,
            @Nullable String lastEventIdHeader,
            @Nullable String lastEventId) {
        int[] axes = columns == null ? null : BoundaryQuery.axes(columns, Integer.MAX_VALUE, errors);
        FrameJson.Include parts =
                StreamChoices.include(include, resolution, errors).withColumns(axes);
        long rate = errors.number("maxRate", maxRate, DEFAULT_RATE, MIN_RATE, MAX_RATE);
        errors.throwIfAny();
        var interval = Duration.ofSeconds(1).dividedBy(rate);
        Language language = RequestValues.language(exchange.getRequest().getHeaders());
        String prefix = EmbedFilter.prefixOf(exchange);
        var cursor = StreamCursor.parse(lastEventIdHeader != null ? lastEventIdHeader : lastEventId, ids);
        var request = new StreamRequest(ids, cursor, parts, interval, language, prefix);
        Function<String, Flux<OutgoingEvent>> source = source(exchange, request);
        if (PeerFilter.isPeer(exchange)) {
            return stream(
                    exchange, request, columns, source, events -> events); // counted where the client is connected
        }
        return caller(exchange)
                .doOnNext(streams::requireRoom)
                .flatMap(caller ->
                        stream(exchange, request, columns, source, events -> counted(caller, language, events)));
    }

    /** What a client asked for. */
    private record StreamRequest(
            List<String> ids,
            StreamCursor cursor,
            FrameJson.Include include,
            Duration interval,
            Language language,
            String prefix) {}

    /** The events of one job: for another process, only while this process holds the job. */
    private Function<String, Flux<OutgoingEvent>> source(ServerWebExchange exchange, StreamRequest request) {
        Executor executor = EventSender.channel(exchange).eventLoop();
        if (PeerFilter.isPeer(exchange)) {
            return id -> local(id, request.cursor.of(id), request, executor).open();
        }
        String languages = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        String query = passedOn(exchange.getRequest().getQueryParams());
        return id -> new JobFollower(
                        id,
                        request.cursor.of(id),
                        jobs,
                        store,
                        holders,
                        position -> local(id, position, request, executor),
                        (holder, job, lastEventId) ->
                                remote.getObject().follow(holder, job, request.prefix, query, lastEventId, languages))
                .events();
    }

    /** The query of the stream at the holder: the parameters that describe one job's events. */
    private static String passedOn(MultiValueMap<String, String> parameters) {
        return PASSED_ON.stream()
                .flatMap(name -> parameters.getOrDefault(name, List.of()).stream()
                        .filter(Objects::nonNull)
                        .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    private EventStream local(String id, Position position, StreamRequest request, Executor executor) {
        return new EventStream(
                jobs,
                responses,
                store,
                events,
                json,
                executor,
                id,
                position,
                request.include,
                request.interval,
                request.language,
                request.prefix);
    }

    /**
     * The caller whose quota the stream counts for. Reading needs no key, so an invalid or unverifiable token is not an
     * error.
     */
    private Mono<String> caller(ServerWebExchange exchange) {
        String address = CallerAddress.of(exchange);
        return access.caller(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION), address)
                .onErrorReturn(PlaygroundException.class, new Caller(null, address))
                .map(Caller::quotaKey);
    }

    private Mono<Void> stream(
            ServerWebExchange exchange,
            StreamRequest request,
            @Nullable String columns,
            Function<String, Flux<OutgoingEvent>> source,
            UnaryOperator<Flux<EventText>> count) {
        return Flux.fromIterable(request.ids)
                .concatMap(jobs::find)
                .doOnNext(job -> requireColumns(job, columns))
                .all(job -> hasSeenTheEnd(job, request.cursor))
                .flatMap(seen -> seen
                        ? noContent(exchange.getResponse())
                        : send(exchange, count.apply(events(request, source))));
    }

    private static Mono<Void> noContent(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }

    private static Mono<Void> send(ServerWebExchange exchange, Flux<EventText> events) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setContentType(EVENT_STREAM);
        headers.setCacheControl(CacheControl.noStore());
        // Disables response buffering in nginx.
        headers.set("X-Accel-Buffering", "no");
        return EventSender.send(exchange, events);
    }

    private static void requireColumns(Job job, @Nullable String columns) {
        var errors = new QueryErrors();
        BoundaryQuery.axes(columns, job.spec().data().columns(), errors);
        errors.throwIfAny();
    }

    private static boolean hasSeenTheEnd(Job job, StreamCursor cursor) {
        return job.state().isTerminal() && cursor.of(job.id()).sequence() == Position.END;
    }

    private Flux<EventText> counted(String caller, Language language, Flux<EventText> events) {
        String stream = UUID.randomUUID().toString();
        return Flux.defer(() -> {
                    streams.acquire(stream, caller);
                    return events;
                })
                .onErrorResume(e -> Mono.just(problem(e, language)))
                .doFinally(signal -> streams.release(stream));
    }

    private Flux<EventText> events(StreamRequest request, Function<String, Flux<OutgoingEvent>> source) {
        return Flux.defer(() -> {
            var cursor = new StreamCursor[] {request.cursor};
            return merged(request.ids, source)
                    .map(event -> {
                        cursor[0] = cursor[0].with(event.job(), event.position());
                        return text(event, cursor[0]);
                    })
                    .onErrorResume(e -> Mono.just(problem(e, request.language)))
                    // Ends the stream when the server shuts down; the client reconnects to another process with the id
                    // of its last event.
                    .takeUntilOther(shutdown.started());
        });
    }

    private static Flux<OutgoingEvent> merged(List<String> ids, Function<String, Flux<OutgoingEvent>> source) {
        return ids.size() == 1
                ? source.apply(ids.getFirst())
                : Flux.merge(Flux.fromIterable(ids).map(source), MAX_JOBS, 1);
    }

    private static EventText text(OutgoingEvent sent, StreamCursor cursor) {
        return new EventText(cursor.text(), sent.name(), sent.name().equals(JobBody.EVENT), sent.data());
    }

    /** The response has begun, so the problem is sent as an event instead of a status. */
    private EventText problem(Throwable e, Language language) {
        ProblemDocument problem;
        if (e instanceof PlaygroundException known) {
            problem = ProblemDocument.of(known, null, language);
        } else {
            log.error("An event stream failed and was closed", e);
            problem = ProblemDocument.of(ProblemType.INTERNAL, Message.of("stream.broke-off"), null, language);
        }
        return new EventText(null, PROBLEM, false, List.of(json.writeValueAsBytes(problem)));
    }
}
