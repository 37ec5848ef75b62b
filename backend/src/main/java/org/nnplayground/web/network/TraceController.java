package org.nnplayground.web.network;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.RequestValues;
import org.nnplayground.web.request.TraceRequest;
import org.nnplayground.web.request.TraceRequest.OfBatch;
import org.nnplayground.web.request.TraceRequest.OfSample;
import org.nnplayground.web.response.JobBody;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Serves the numbers of one forward and backward pass. Needs only the job's id. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside")
@PossibleProblems({ProblemType.ILLEGAL_STATE, ProblemType.STORE_UNAVAILABLE})
class TraceController {

    private final JobService jobs;
    private final JsonBody body;
    private final JobRequestReader requests;
    private final SpecCatalog catalog;

    TraceController(JobService jobs, JsonBody body, JobRequestReader requests, SpecCatalog catalog) {
        this.jobs = jobs;
        this.body = body;
        this.requests = requests;
        this.catalog = catalog;
    }

    @PostMapping("/trace")
    @Operation(
            operationId = "tracePass",
            summary = "Returns every number of one forward and backward pass at the current parameters",
            description =
                    "For a mini-batch of the epoch in progress or of the next, with the dropout masks of its update;"
                            + " of the next batch the updated parameters are, bit for bit, what its step makes. Or of one train"
                            + " sample, without dropout and step. Changes nothing. For networks without recurrent layers.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/TraceRequest"))))
    Mono<TraceBody> trace(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return jobs.find(id)
                .flatMap(found -> body.read(exchange, json -> {
                    TraceRequest request = requests.trace(json);
                    return jobs.inspect(id, (job, session) -> trace(job, session, request));
                }));
    }

    private TraceBody trace(Job job, TrainingSession session, TraceRequest request) {
        if (job.spec().isRbm()) {
            throw PlaygroundException.invalid("", Message.of("trace.rbm"));
        }
        if (job.spec().network().isRecurrent()) {
            throw PlaygroundException.invalid("", Message.of("trace.recurrent"));
        }
        TrainingSession.Position at = session.position();
        TraceBody traced = switch (request) {
            case OfBatch(int index) -> {
                requireBelow("/batch", index, at.batches());
                int size = Math.min(
                        job.spec().training().batchSize(), job.spec().data().trainSamples());
                requireSmall("/batch", job.spec(), size);
                var batch = new JobBody.BatchBody(index, at.batches());
                yield body(job, session, session.traceOfBatch(index), batch);
            }
            case OfSample(int index) -> {
                requireBelow("/sample", index, job.spec().data().trainSamples());
                requireSmall("/sample", job.spec(), 1);
                yield body(job, session, session.traceOfSample(index), null);
            }
        };
        if (!traced.isFinite()) {
            throw RequestValues.notFinite();
        }
        return traced;
    }

    private static void requireBelow(String pointer, int index, int count) {
        if (index >= count) {
            throw PlaygroundException.invalid(pointer, Message.of("index.outside", count - 1, index));
        }
    }

    private void requireSmall(String pointer, TrainingSpec spec, int samples) {
        long numbers = Trace.estimateNumbers(spec, samples);
        long most = catalog.limits().tracedNumbers();
        if (numbers > most) {
            throw PlaygroundException.invalid(
                    pointer,
                    Message.of(samples > 1 ? "trace.batch-too-large" : "trace.sample-too-large", numbers, most));
        }
    }

    private static TraceBody body(Job job, TrainingSession session, Trace trace, JobBody.@Nullable BatchBody batch) {
        return TraceBody.of(
                trace, Math.max(1, job.progress().run()), session.position().epoch(), batch, session.learningRate());
    }
}
