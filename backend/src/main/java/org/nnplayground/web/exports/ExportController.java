package org.nnplayground.web.exports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nnplayground.export.ExportFile;
import org.nnplayground.export.ExportFormat;
import org.nnplayground.export.NetworkExports;
import org.nnplayground.job.Job;
import org.nnplayground.past.PastEpoch;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.Choices;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.PastQuery;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.response.ResponseMemory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Serves a job's network as a file that runs elsewhere. Needs only the job's id. */
@RestController
@RequestMapping("/api/v1/jobs/{id}/export")
@Tag(name = "Looking inside")
@PossibleProblems({ProblemType.ILLEGAL_STATE, ProblemType.STORE_UNAVAILABLE})
class ExportController {

    private static final Choices<ExportFormat> FORMATS = Choices.of(ExportFormat.values());

    private final JobService jobs;
    private final NetworkExports exports;

    ExportController(JobService jobs, NetworkExports exports) {
        this.jobs = jobs;
        this.exports = exports;
    }

    @GetMapping
    @Operation(
            operationId = "exportNetwork",
            summary = "Returns the network as a file that runs elsewhere and gives the same outputs",
            description =
                    "Its inputs are the raw columns, its outputs those of predictOutputs. The programs for PyTorch"
                            + " and Keras train as well, from the job's initial parameters, with the same numbers.")
    @ApiResponse(
            responseCode = "200",
            headers =
                    @Header(
                            name = HttpHeaders.CONTENT_DISPOSITION,
                            description = "With the name of the file",
                            schema = @Schema(type = "string")),
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary", description = "onnx and torchscript")),
                @Content(
                        mediaType = "text/x-python",
                        schema = @Schema(type = "string", description = "pytorch, keras and numpy")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(type = "object", description = "json: spec and parameters")),
                @Content(
                        mediaType = "application/zip",
                        schema = @Schema(type = "string", format = "binary", description = "With data=true"))
            })
    Mono<ResponseEntity<byte[]>> export(
            @PathVariable String id,
            @Parameter(
                            required = true,
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {
                                                "onnx",
                                                "torchscript",
                                                "pytorch",
                                                "keras",
                                                "numpy",
                                                "json"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String format,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run,
            @Parameter(
                            description = "Whether the result is a zip with the samples as data.csv beside the file",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @RequestParam(required = false)
                    @Nullable
                    String data,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var errors = new QueryErrors();
        Optional<ExportFormat> found = FORMATS.find(format == null ? "" : format);
        if (found.isEmpty()) {
            errors.add("format", Message.of("choice.one-of", String.join(", ", FORMATS.names())));
        }
        PastEpoch when = PastQuery.of(epoch, run, errors);
        boolean withSamples = "true".equals(data);
        if (data != null && !withSamples && !data.equals("false")) {
            errors.add("data", Message.of("choice.one-of", "true, false"));
        }
        return jobs.find(id)
                .flatMap(job -> {
                    errors.throwIfAny();
                    ExportFormat wanted = found.orElseThrow();
                    reserve(exchange, job, wanted, withSamples);
                    return exports.of(job, wanted, when, withSamples);
                })
                .map(ExportController::response);
    }

    private void reserve(ServerWebExchange exchange, Job job, ExportFormat format, boolean withSamples) {
        long numbers = NetworkExports.numbers(job.spec(), NetworkExports.holdsSamples(format, withSamples));
        ResponseMemory.keep(exchange, jobs.reserveResponse(numbers));
        if (NetworkExports.needsSamples(job.spec(), format, withSamples)) {
            ResponseMemory.keep(exchange, jobs.reserveSamples(job));
        }
    }

    private static ResponseEntity<byte[]> response(ExportFile file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .body(file.content());
    }
}
