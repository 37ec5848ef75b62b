package org.nnplayground.web.network;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnplayground.dataset.SampleCsv;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.UploadedRows;
import org.nnplayground.job.Job;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.Task;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.response.ResponseMemory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Serves the train, validation and test samples of a job. */
@RestController
@RequestMapping("/api/v1/jobs/{id}/samples")
@Tag(name = "Looking inside")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class SampleController {

    /** Number of rows written at a time, since all rows together may exceed the memory. */
    private static final int ROWS = 256;

    private final JobService jobs;
    private final UploadedRows uploads;
    private final JsonMapper json;

    SampleController(JobService jobs, UploadedRows uploads, JsonMapper json) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.json = json;
    }

    @Schema(name = "Samples")
    record SamplesBody(
            int run,
            List<String> columns,
            List<SampleBody> train,
            List<SampleBody> validation,
            List<SampleBody> test) {}

    @Schema(name = "Sample")
    @SuppressWarnings("ArrayRecordComponent")
    record SampleBody(
            @Schema(description = "One value per column") double[] x,

            @Schema(
                    description = "The label, or the value, or one label or value per output",
                    oneOf = {Double.class, double[].class})
            Object y) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "getSamples",
            summary = "Returns the samples",
            description = "As JSON, or as CSV with Accept: text/csv.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SamplesBody.class)))
    Mono<ResponseEntity<Flux<String>>> samples(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return read(
                id,
                exchange,
                (job, samples) -> Flux.concat(
                        Flux.just("{\"run\":" + Math.max(1, job.progress().run()) + ",\"columns\":"
                                + json.writeValueAsString(samples.columns())),
                        member("train", job, samples.train()),
                        member("validation", job, samples.validation()),
                        member("test", job, samples.test()),
                        Flux.just("}")));
    }

    private Flux<String> member(String name, Job job, SampleSet set) {
        return Flux.concat(
                Flux.just(",\"" + name + "\":["),
                rows(
                        set,
                        i -> (i == 0 ? "" : ",")
                                + json.writeValueAsString(new SampleBody(set.x()[i], y(job, set.y()[i])))),
                Flux.just("]"));
    }

    private static Flux<String> rows(SampleSet set, IntFunction<String> row) {
        return Flux.range(0, (set.size() + ROWS - 1) / ROWS)
                .map(part -> IntStream.range(part * ROWS, Math.min(set.size(), (part + 1) * ROWS))
                        .mapToObj(row)
                        .collect(Collectors.joining()));
    }

    private static Object y(Job job, double[] y) {
        if (job.spec().task() == Task.CLASSIFICATION) {
            int[] labels = Arrays.stream(y).mapToInt(label -> (int) label).toArray();
            return labels.length == 1 ? (Object) labels[0] : labels;
        }
        return y.length == 1 ? (Object) y[0] : y;
    }

    @GetMapping(produces = "text/csv")
    @Operation(operationId = "getSamples")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "string")))
    Mono<ResponseEntity<Flux<String>>> csv(
            @PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        return read(
                id,
                exchange,
                (job, samples) -> Flux.concat(
                        Flux.just(SampleCsv.heading(samples)),
                        rows(samples.train(), i -> line("train", job, samples.train(), i)),
                        rows(samples.validation(), i -> line("validation", job, samples.validation(), i)),
                        rows(samples.test(), i -> line("test", job, samples.test(), i))));
    }

    private static String line(String name, Job job, SampleSet set, int row) {
        return SampleCsv.line(name, job.spec().task(), set.x()[row], set.y()[row]);
    }

    private Mono<ResponseEntity<Flux<String>>> read(
            String id, ServerWebExchange exchange, BiFunction<Job, Samples, Flux<String>> write) {
        return jobs.find(id)
                .doOnNext(job -> ResponseMemory.keep(exchange, jobs.reserveSamples(job)))
                .flatMap(job -> Mono.fromSupplier(() -> write.apply(job, SampleSource.samples(job.spec(), uploads)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .map(written -> ResponseEntity.ok(written.subscribeOn(Schedulers.boundedElastic())));
    }
}
