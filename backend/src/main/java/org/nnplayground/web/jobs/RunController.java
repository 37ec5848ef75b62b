package org.nnplayground.web.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.FrameBody;
import org.nnplayground.web.response.FrameBody.LayerBody;
import org.nnplayground.web.response.FrameBody.LossesBody.Finite;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Serves what is kept of the current run of a job: losses, checkpoints, parameters. Needs only the job's id. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
public class RunController {

    private static final int ALL = -1;
    public static final int DEFAULT_HISTORY_LIMIT = 1000;
    public static final int MAX_HISTORY_LIMIT = 10_000;

    private final JobService jobs;
    private final JobStore store;

    RunController(JobService jobs, JobStore store) {
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
            summary = "Returns the losses of every epoch of the current run",
            description = "In pieces: the last epoch of one is the \"after\" of the next.")
    Mono<HistoryBody> history(
            @PathVariable String id,
            @Parameter(
                            description = "Exclusive; -1 for all",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            format = "int64",
                                            minimum = "" + ALL,
                                            defaultValue = "" + ALL))
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(
                            description = "Epochs",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            minimum = "" + RequestValues.MIN_COUNT,
                                            maximum = "" + MAX_HISTORY_LIMIT,
                                            defaultValue = "" + DEFAULT_HISTORY_LIMIT))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(
                            description = "404 for a run other than the current one",
                            schema =
                                    @Schema(type = "integer", format = "int32", minimum = "" + RequestValues.MIN_COUNT))
                    @RequestParam(required = false)
                    @Nullable
                    String run) {
        long from = RequestValues.number("after", after, ALL, ALL, Long.MAX_VALUE - 1);
        int size = (int)
                RequestValues.number("limit", limit, DEFAULT_HISTORY_LIMIT, RequestValues.MIN_COUNT, MAX_HISTORY_LIMIT);
        long wanted = RequestValues.number("run", run, 0, RequestValues.MIN_COUNT, Integer.MAX_VALUE);
        return jobs.find(id).flatMap(job -> store.history(id, from, size)).map(history -> {
            if (wanted != 0 && wanted != history.run()) {
                throw notFound(Message.of("look.other-run", wanted, history.run()));
            }
            return HistoryBody.of(history);
        });
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
            summary = "Returns the parameters, current or of an epoch whose checkpoint is kept",
            description = "After early stopping the current parameters are those of bestEpoch, and epoch says so.")
    Mono<ParametersBody> parameters(
            @PathVariable String id,
            @Parameter(
                            description = "Default: the current epoch",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                    @RequestParam(required = false)
                    @Nullable
                    String epoch) {
        long wanted = RequestValues.number("epoch", epoch, -1, 0, Long.MAX_VALUE);
        if (wanted < 0) {
            return present(id);
        }
        return jobs.find(id)
                .flatMap(job -> jobs.parameters(id, wanted)
                        .map(kept -> new ParametersBody(run(job), wanted, LayerBody.of(kept.layers()))))
                .switchIfEmpty(Mono.defer(() -> present(id).map(present -> {
                    if (present.epoch != wanted) {
                        throw notFound(Message.of("look.no-epoch", wanted, present.epoch));
                    }
                    return present;
                })));
    }

    private Mono<ParametersBody> present(String id) {
        return jobs.inspect(
                id,
                (job, session) -> new ParametersBody(
                        run(job),
                        session.parametersOf(),
                        LayerBody.of(session.parameters().layers())));
    }

    private static PlaygroundException notFound(Message detail) {
        return new PlaygroundException(ProblemType.NOT_FOUND, detail);
    }

    private static int run(Job job) {
        return Math.max(1, job.progress().run());
    }
}
