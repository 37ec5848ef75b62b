package org.nnplayground.web.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.past.PastEpoch;
import org.nnplayground.past.PastEpochs;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.Task;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.BoundaryQuery;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.PastQuery;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.response.FrameBody.LayerBody;
import org.nnplayground.web.response.ResponseMemory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Serves the values of a job's network, current or of a past epoch. Needs only the job's id. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside", description = "Losses, parameters, gradients, outputs")
@PossibleProblems({ProblemType.ILLEGAL_STATE, ProblemType.STORE_UNAVAILABLE})
class NetworkController {

    private final JobService jobs;
    private final JsonBody body;
    private final JobRequestReader requests;
    private final PastEpochs past;

    NetworkController(JobService jobs, JsonBody body, JobRequestReader requests, PastEpochs past) {
        this.jobs = jobs;
        this.past = past;
        this.body = body;
        this.requests = requests;
    }

    @Schema(name = "Gradients")
    record GradientsBody(
            int run,
            long epoch,
            @Schema(description = "Without penalty") float loss,
            List<LayerBody> layers) {}

    @Schema(name = "Prediction")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    record PredictionBody(
            @Schema(description = "[samples][outputs]") float[][] outputs,

            @Schema(description = "[samples], in classification only")
            int @Nullable [] labels) {}

    @Schema(name = "Boundary")
    @SuppressWarnings("ArrayRecordComponent")
    record BoundaryBody(
            int run,
            long epoch,
            int resolution,
            List<String> columns,
            double[][] domain,
            int outputs,
            double minimum,
            double maximum,

            @Schema(description = "[outputs][resolution^2], row-major, row 0 the largest value of the second column")
            float[][] values) {}

    @GetMapping("/gradients")
    @Operation(
            operationId = "getGradients",
            summary = "Returns the gradient of the loss over the train set or one mini-batch at the current parameters",
            description = "Or those of a past epoch. Without the gradient of the regularization's penalty.")
    Mono<GradientsBody> gradients(
            @PathVariable String id,
            @Parameter(schema = @Schema(type = "string", allowableValues = "train", defaultValue = "train"))
                    @RequestParam(required = false)
                    @Nullable
                    String set,
            @Parameter(
                            description = "Index of a mini-batch of the epoch in progress or of the next",
                            schema = @Schema(type = "integer", minimum = "0"))
                    @RequestParam(required = false)
                    @Nullable
                    String batch,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        PastEpoch when = when(epoch, run);
        return jobs.find(id)
                .doOnNext(job -> ResponseMemory.keep(
                        exchange, jobs.reserveResponse(job.spec().parameters())))
                .flatMap(found -> gradients(id, when, set, batch));
    }

    private Mono<GradientsBody> gradients(
            String id, @Nullable PastEpoch when, @Nullable String set, @Nullable String batch) {
        return inspect(id, when, (job, session) -> {
            var errors = new QueryErrors();
            if (set != null && (!set.equals("train") || batch != null)) {
                errors.add("set", Message.of("query.set"));
            }
            int index =
                    (int) errors.number("batch", batch, 0, 0, session.position().batches() - 1);
            errors.throwIfAny();
            Gradients gradients = batch == null ? session.gradientsOfTrainSet() : session.gradientsOfBatch(index);
            List<LayerBody> layers = LayerBody.of(gradients.layers());
            if (!Double.isFinite(gradients.loss()) || !layers.stream().allMatch(LayerBody::allFinite)) {
                throw RequestValues.notFinite();
            }
            return new GradientsBody(run(job), session.parametersOf(), (float) gradients.loss(), layers);
        });
    }

    @PostMapping("/predict")
    @Operation(
            operationId = "predictOutputs",
            summary = "Returns the network's outputs for given samples",
            description =
                    "At the current parameters, or those of a past epoch; in classification with the predicted labels, unless a sample has several.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/PredictRequest"))))
    Mono<PredictionBody> predict(
            @PathVariable String id,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        PastEpoch when = when(epoch, run);
        return jobs.find(id)
                .flatMap(found -> body.read(exchange, json -> {
                    double[][] x = requests.predict(json, found.spec().data().columns());
                    return inspect(id, when, (job, session) -> prediction(job, session, x));
                }));
    }

    private static PredictionBody prediction(Job job, TrainingSession session, double[][] x) {
        if (x[0].length != job.spec().data().columns()) {
            throw PlaygroundException.invalid("/x/0", Message.of("look.other-columns"));
        }
        float[][] outputs = session.predict(x);
        requireFinite(outputs);
        if (job.spec().task() == Task.REGRESSION || job.spec().hasSeveralLabels()) {
            return new PredictionBody(outputs, null);
        }
        Targets targets = Targets.of(job.spec());
        return new PredictionBody(
                outputs,
                IntStream.range(0, outputs.length)
                        .map(i -> targets.predictedClass(outputs[i]))
                        .toArray());
    }

    @GetMapping("/boundary")
    @Operation(
            operationId = "getBoundary",
            summary = "Returns the outputs, or one unit's activation, on a regular grid over two columns",
            description =
                    "Of the current network or of a past epoch; as numbers, or as a picture with Accept: image/png.")
    Mono<BoundaryBody> boundary(
            @PathVariable String id,
            @BoundaryQuery.OfResolution @RequestParam(required = false) @Nullable String resolution,
            @BoundaryQuery.OfOutput @RequestParam(required = false) @Nullable String output,
            @BoundaryQuery.OfColumns @RequestParam(required = false) @Nullable String columns,
            @BoundaryQuery.OfLayer @RequestParam(required = false) @Nullable String layer,
            @BoundaryQuery.OfUnit @RequestParam(required = false) @Nullable String unit,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run) {
        return look(
                id,
                when(epoch, run),
                new BoundaryQuery(resolution, output, columns, layer, unit),
                (job, session, boundary) -> {
                    requireFinite(boundary.values());
                    return new BoundaryBody(
                            run(job),
                            session.parametersOf(),
                            boundary.resolution(),
                            boundary.columns(),
                            boundary.domain(),
                            boundary.outputs(),
                            boundary.minimum(),
                            boundary.maximum(),
                            boundary.values());
                });
    }

    @GetMapping(path = "/boundary", produces = MediaType.IMAGE_PNG_VALUE)
    @Operation(operationId = "getBoundary")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    Mono<byte[]> boundaryPicture(
            @PathVariable String id,
            @BoundaryQuery.OfResolution @RequestParam(required = false) @Nullable String resolution,
            @BoundaryQuery.OfOutput @RequestParam(required = false) @Nullable String output,
            @BoundaryQuery.OfColumns @RequestParam(required = false) @Nullable String columns,
            @BoundaryQuery.OfLayer @RequestParam(required = false) @Nullable String layer,
            @BoundaryQuery.OfUnit @RequestParam(required = false) @Nullable String unit,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run) {
        return look(
                        id,
                        when(epoch, run),
                        new BoundaryQuery(resolution, output, columns, layer, unit),
                        (job, session, boundary) -> {
                            requireFinite(boundary.values());
                            return boundary;
                        })
                .map(BoundaryImage::png);
    }

    private static void requireFinite(float[][] numbers) {
        if (!Stream.of(numbers).allMatch(LayerBody::areFinite)) {
            throw RequestValues.notFinite();
        }
    }

    private interface Look<T> {
        T at(Job job, TrainingSession session, Boundary boundary);
    }

    private <T> Mono<T> look(String id, @Nullable PastEpoch when, BoundaryQuery query, Look<T> look) {
        return inspect(id, when, (job, session) -> look.at(job, session, query.evaluate(job.spec(), session)));
    }

    private static @Nullable PastEpoch when(@Nullable String epoch, @Nullable String run) {
        var errors = new QueryErrors();
        PastEpoch when = PastQuery.of(epoch, run, errors);
        errors.throwIfAny();
        return when;
    }

    /** @param when null for the present */
    private <T> Mono<T> inspect(String id, @Nullable PastEpoch when, BiFunction<Job, TrainingSession, T> look) {
        return when == null ? jobs.inspect(id, look) : past.at(id, when, look);
    }

    private static int run(Job job) {
        return Math.max(1, job.progress().run());
    }
}
