package org.nnplayground.web.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.past.PastEpoch;
import org.nnplayground.past.PastEpochs;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.PastQuery;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.FrameBody;
import org.nnplayground.web.response.FrameBody.LayerBody;
import org.nnplayground.web.response.FrameBody.LossesBody.Finite;
import org.nnplayground.web.response.ResponseMemory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Serves what is kept of the current run of a job: losses, checkpoints, parameters. Needs only the job's id. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
public class RunController {

    private static final String CSV = "text/csv";

    private final JobService jobs;
    private final JobStore store;
    private final PastEpochs past;

    RunController(JobService jobs, JobStore store, PastEpochs past) {
        this.past = past;
        this.jobs = jobs;
        this.store = store;
    }

    @Schema(name = "History")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    record HistoryBody(
            int run,
            long[] epoch,
            @Finite float[] trainLoss,
            @Finite float @Nullable [] validationLoss,
            @Finite float @Nullable [] testLoss) {

        static HistoryBody of(History history) {
            return new HistoryBody(
                    history.run(),
                    LongStream.rangeClosed(history.fromEpoch(), history.lastEpoch())
                            .toArray(),
                    history.train(),
                    FrameBody.LossesBody.orAbsent(history.validation()),
                    FrameBody.LossesBody.orAbsent(history.test()));
        }
    }

    @Schema(name = "NetworkParameters")
    record ParametersBody(int run, long epoch, List<LayerBody> layers) {}

    @GetMapping("/history")
    @Operation(
            operationId = "getHistory",
            summary = "Returns the losses of every epoch of the current run, also as text/csv",
            description =
                    "As JSON in pieces: the last epoch of one is the \"after\" of the next. As text/csv, one row per "
                            + "epoch, and all epochs without a limit.")
    Mono<HistoryBody> history(
            @PathVariable String id,
            @HistoryQuery.After @RequestParam(required = false) @Nullable String after,
            @HistoryQuery.Limit @RequestParam(required = false) @Nullable String limit,
            @HistoryQuery.Run @RequestParam(required = false) @Nullable String run) {
        var errors = new QueryErrors();
        long from = errors.number("after", after, HistoryQuery.ALL, HistoryQuery.ALL, Long.MAX_VALUE - 1);
        int size = (int) errors.number(
                "limit", limit, HistoryQuery.DEFAULT_LIMIT, RequestValues.MIN_COUNT, HistoryQuery.MAX_LIMIT);
        long wanted = errors.number("run", run, 0, RequestValues.MIN_COUNT, Integer.MAX_VALUE);
        errors.throwIfAny();
        return jobs.find(id).flatMap(job -> store.history(id, from, size)).map(history -> {
            requireRun(history, wanted);
            return HistoryBody.of(history);
        });
    }

    /** All epochs, read in pieces, since all together may exceed the memory. */
    @GetMapping(path = "/history", produces = CSV)
    @Operation(operationId = "getHistory")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    Mono<ResponseEntity<Flux<String>>> historyAsCsv(
            @PathVariable String id,
            @HistoryQuery.After @RequestParam(required = false) @Nullable String after,
            @HistoryQuery.Limit @RequestParam(required = false) @Nullable String limit,
            @HistoryQuery.Run @RequestParam(required = false) @Nullable String run) {
        var errors = new QueryErrors();
        long from = errors.number("after", after, HistoryQuery.ALL, HistoryQuery.ALL, Long.MAX_VALUE - 1);
        long size = errors.number("limit", limit, Long.MAX_VALUE, RequestValues.MIN_COUNT, HistoryQuery.MAX_LIMIT);
        long wanted = errors.number("run", run, 0, RequestValues.MIN_COUNT, Integer.MAX_VALUE);
        errors.throwIfAny();
        return jobs.find(id)
                .flatMap(job -> store.history(id, from, (int) Math.min(size, HistoryQuery.MAX_LIMIT)))
                .map(first -> {
                    requireRun(first, wanted);
                    Flux<History> pieces = size <= HistoryQuery.MAX_LIMIT
                            ? Flux.just(first)
                            : Flux.just(first).expand(piece -> following(id, piece));
                    return ResponseEntity.ok(RunCsv.history(pieces));
                });
    }

    /** The next piece of the same run; empty at its end. */
    private Mono<History> following(String id, History piece) {
        return piece.size() < HistoryQuery.MAX_LIMIT
                ? Mono.empty()
                : store.history(id, piece.lastEpoch(), HistoryQuery.MAX_LIMIT)
                        .filter(next -> next.run() == piece.run() && next.size() > 0);
    }

    private static void requireRun(History history, long wanted) {
        if (wanted != 0 && wanted != history.run()) {
            throw notFound(Message.of("look.other-run", wanted, history.run()));
        }
    }

    @Schema(name = "Checkpoint")
    record CheckpointBody(int run, long epoch, Instant takenAt) {}

    @Schema(name = "Checkpoints")
    record CheckpointsBody(
            @Schema(description = "In order; at most 200, thinned over the whole run, and at most 32 MB of parameters")
            List<CheckpointBody> data) {}

    @GetMapping("/checkpoints")
    @Operation(
            operationId = "listCheckpoints",
            summary = "Lists the epochs of the current run whose parameters are kept",
            description = "Parameters of these epochs can be read.")
    Mono<CheckpointsBody> checkpoints(@PathVariable String id) {
        return jobs.path(id)
                .map(kept -> new CheckpointBody(kept.run(), kept.epoch(), kept.takenAt()))
                .collectList()
                .map(CheckpointsBody::new);
    }

    @GetMapping("/parameters")
    @PossibleProblems(ProblemType.ILLEGAL_STATE)
    @Operation(
            operationId = "getParameters",
            summary = "Returns the parameters, current or of any trained epoch, also as text/csv",
            description = "After early stopping the current parameters are those of bestEpoch, and epoch says so.")
    Mono<ParametersBody> parameters(
            @PathVariable String id,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var errors = new QueryErrors();
        PastEpoch when = PastQuery.of(epoch, run, errors);
        errors.throwIfAny();
        return jobs.find(id).flatMap(job -> {
            ResponseMemory.keep(exchange, jobs.reserveResponse(job.spec().parameters()));
            return when == null ? jobs.inspect(id, RunController::parameters) : past(job, when);
        });
    }

    /** Stored parameters of the present run; of any other epoch they are computed again. */
    private Mono<ParametersBody> past(Job job, PastEpoch when) {
        Long epoch = when.epoch();
        boolean isPresentRun = when.run() == null || when.run() == run(job);
        Mono<ParametersBody> kept = epoch == null || !isPresentRun
                ? Mono.empty()
                : jobs.parameters(job.id(), epoch)
                        .map(parameters -> new ParametersBody(run(job), epoch, LayerBody.of(parameters.layers())));
        return kept.switchIfEmpty(Mono.defer(() -> past.at(job.id(), when, RunController::parameters)));
    }

    @GetMapping(path = "/parameters", produces = CSV)
    @Operation(operationId = "getParameters")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    Mono<ResponseEntity<Flux<String>>> parametersAsCsv(
            @PathVariable String id,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        return parameters(id, epoch, run, exchange)
                .map(found -> ResponseEntity.ok(RunCsv.parameters(found.run, found.epoch, found.layers)));
    }

    private static ParametersBody parameters(Job job, TrainingSession session) {
        return new ParametersBody(
                run(job),
                session.parametersOf(),
                LayerBody.of(session.parameters().layers()));
    }

    private static PlaygroundException notFound(Message detail) {
        return new PlaygroundException(ProblemType.NOT_FOUND, detail);
    }

    private static int run(Job job) {
        return Math.max(1, job.progress().run());
    }
}
