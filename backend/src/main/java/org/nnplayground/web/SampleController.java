package org.nnplayground.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.job.JobService;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Task;
import org.nnplayground.store.Job;
import org.nnplayground.web.openapi.Problems;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Gives out the samples that a job trains and tests on, as they were split. */
@RestController
@RequestMapping("/api/v1/jobs/{id}/samples")
@Tag(name = "Looking inside")
@Problems(ProblemType.STORE_UNAVAILABLE)
class SampleController {

    private final JobService jobs;

    SampleController(JobService jobs) {
        this.jobs = jobs;
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
                    description = "The label, or the value, or one value per output",
                    oneOf = {Double.class, double[].class})
            Object y) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "samples", summary = "The samples, also as text/csv")
    Mono<SamplesBody> samples(@PathVariable String id) {
        return read(
                id,
                (job, samples) -> new SamplesBody(
                        Math.max(1, job.progress().run()),
                        samples.columns(),
                        list(job, samples.train()),
                        list(job, samples.validation()),
                        list(job, samples.test())));
    }

    private static List<SampleBody> list(Job job, SampleSet set) {
        return IntStream.range(0, set.size())
                .mapToObj(i -> new SampleBody(set.x()[i], y(job, set.y()[i])))
                .toList();
    }

    private static Object y(Job job, double[] y) {
        if (job.spec().task() == Task.CLASSIFICATION) {
            return (int) y[0];
        }
        return y.length == 1 ? (Object) y[0] : y;
    }

    @GetMapping(produces = "text/csv")
    @Operation(operationId = "samples")
    Mono<String> csv(@PathVariable String id) {
        return read(id, SampleController::csv);
    }

    private static String csv(Job job, Samples samples) {
        int outputs = samples.train().y()[0].length;
        var text = new StringBuilder("set,")
                .append(String.join(",", samples.columns()))
                .append(
                        outputs == 1
                                ? ",y"
                                : IntStream.rangeClosed(1, outputs)
                                        .mapToObj(i -> ",y" + i)
                                        .collect(Collectors.joining()))
                .append("\r\n");
        append(text, job, "train", samples.train());
        append(text, job, "validation", samples.validation());
        append(text, job, "test", samples.test());
        return text.toString();
    }

    private static void append(StringBuilder text, Job job, String name, SampleSet set) {
        for (int i = 0; i < set.size(); i++) {
            text.append(name);
            for (double x : set.x()[i]) {
                text.append(',').append(x);
            }
            for (double y : set.y()[i]) {
                text.append(',')
                        .append(job.spec().task() == Task.CLASSIFICATION ? String.valueOf((int) y) : String.valueOf(y));
            }
            text.append("\r\n");
        }
    }

    private <T> Mono<T> read(String id, java.util.function.BiFunction<Job, Samples, T> read) {
        return jobs.find(id)
                .flatMap(job -> Mono.fromSupplier(() -> read.apply(job, SampleSource.samples(job.spec())))
                        .subscribeOn(Schedulers.boundedElastic()));
    }
}
