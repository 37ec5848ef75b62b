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

/** What the present runs of jobs have left: losses, checkpoints, parameters. The id is enough for all of it. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
public class RunController {

    private static final int ALL = -1;
    public static final int PIECE = 1000;
    public static final int LARGEST_PIECE = 10_000;

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

    @Schema(name = "Parameters")
    record ParametersBody(int run, long epoch, List<LayerBody> layers) {}

    @GetMapping("/history")
    @Operation(summary = "The losses of every epoch of the present run")
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
                                            minimum = "" + RequestValues.LEAST,
                                            maximum = "" + LARGEST_PIECE,
                                            defaultValue = "" + PIECE))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(
                            description = "Of another run than the present one there is nothing (404)",
                            schema = @Schema(type = "integer", format = "int32", minimum = "" + RequestValues.LEAST))
                    @RequestParam(required = false)
                    @Nullable
                    String run) {
        long from = RequestValues.number("after", after, ALL, ALL, Long.MAX_VALUE - 1);
        int size = (int) RequestValues.number("limit", limit, PIECE, RequestValues.LEAST, LARGEST_PIECE);
        long wanted = RequestValues.number("run", run, 0, RequestValues.LEAST, Integer.MAX_VALUE);
        return jobs.find(id).flatMap(job -> store.history(id, from, size)).map(history -> {
            if (wanted != 0 && wanted != history.run()) {
                throw notKept(Message.of("look.other-run", wanted, history.run()));
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
    @Operation(summary = "The epochs of the present run whose parameters are kept")
    Mono<CheckpointsBody> checkpoints(@PathVariable String id) {
        return jobs.path(id)
                .map(kept -> new CheckpointBody(kept.run(), kept.epoch(), kept.takenAt()))
                .collectList()
                .map(CheckpointsBody::new);
    }

    @GetMapping("/parameters")
    @PossibleProblems(ProblemType.ILLEGAL_STATE)
    @Operation(
            summary = "The parameters, at present or at an epoch whose checkpoint is kept",
            description = "After early stopping the present ones are those of bestEpoch, and say so: epoch is theirs")
    Mono<ParametersBody> parameters(
            @PathVariable String id,
            @Parameter(
                            description = "The present where it is absent",
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
                        throw notKept(Message.of("look.no-epoch", wanted, present.epoch));
                    }
                    return present;
                })));
    }

    private Mono<ParametersBody> present(String id) {
        return jobs.look(
                id,
                (job, session) -> new ParametersBody(
                        run(job),
                        session.parametersOf(),
                        LayerBody.of(session.parameters().layers())));
    }

    private static PlaygroundException notKept(Message detail) {
        return new PlaygroundException(ProblemType.NOT_FOUND, detail);
    }

    private static int run(Job job) {
        return Math.max(1, job.progress().run());
    }
}
