package org.nnplayground.web.past;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.past.PastEpoch;
import org.nnplayground.past.PastEpochs;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.service.JobService;
import org.nnplayground.store.History;
import org.nnplayground.store.Journal;
import org.nnplayground.store.JournalEntry;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.web.events.StreamChoices;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.BoundaryQuery;
import org.nnplayground.web.request.PastQuery;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.response.FrameBody;
import org.nnplayground.web.response.FrameJson;
import org.nnplayground.web.response.JobBody;
import org.nnplayground.web.response.MetricsBody;
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

/** Serves the past of a job. Needs only the job's id. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class PastController {

    private final JobService jobs;
    private final PastEpochs past;

    PastController(JobService jobs, PastEpochs past) {
        this.jobs = jobs;
        this.past = past;
    }

    @GetMapping("/frame")
    @Operation(
            operationId = "getFrame",
            summary = "Returns the frame of any trained epoch, as a stream showed it",
            description =
                    "The epoch is computed again from the nearest kept state, with the same bits; only the diagnosis is of "
                            + "the network alone. Without a query, the last epoch.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FrameBody.class)))
    Mono<ResponseEntity<byte[]>> frame(
            @PathVariable String id,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run,
            @StreamChoices.Parts @RequestParam(required = false) @Nullable String include,
            @StreamChoices.Resolution @RequestParam(required = false) @Nullable String resolution,
            @BoundaryQuery.OfColumns @RequestParam(required = false) @Nullable String columns,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        var errors = new QueryErrors();
        PastEpoch when = PastQuery.given(epoch, run, errors);
        FrameJson.Include parts = StreamChoices.include(include, resolution, errors);
        return jobs.find(id).flatMap(job -> {
            int[] axes = columns == null
                    ? null
                    : BoundaryQuery.axes(columns, job.spec().data().columns(), errors);
            errors.throwIfAny();
            ResponseMemory.keep(exchange, jobs.reserveResponse(job.spec().parameters()));
            FrameJson.Include shown = parts.withColumns(axes);
            return past.frame(id, when, shown.view()).map(frame -> json(frame, shown));
        });
    }

    private static ResponseEntity<byte[]> json(FrameMade made, FrameJson.Include include) {
        Losses losses = made.frame().losses();
        var history = new History(
                made.run(),
                made.frame().position().epoch(),
                new float[] {(float) losses.train()},
                new float[] {(float) losses.validation()},
                new float[] {(float) losses.test()});
        var bytes = new ByteArrayOutputStream();
        FrameJson.of(made, include, history).forEach(bytes::writeBytes);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes.toByteArray());
    }

    @Schema(name = "PastMetrics")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PastMetricsBody(
            int run,
            long epoch,
            @Nullable Float trainLoss,
            @Nullable Float validationLoss,
            @Nullable Float testLoss,
            MetricsBody metrics) {

        static PastMetricsBody of(Job job, TrainingSession session) {
            Losses losses = session.losses();
            return new PastMetricsBody(
                    Journal.presentRun(job),
                    session.position().epoch(),
                    JobBody.finite(losses.train()),
                    JobBody.finite(losses.validation()),
                    JobBody.finite(losses.test()),
                    Objects.requireNonNull(MetricsBody.of(session.metrics())));
        }
    }

    @GetMapping("/metrics")
    @Operation(
            operationId = "getMetrics",
            summary = "Returns the losses and metrics of any trained epoch",
            description = "Without a query, those of the last epoch.")
    Mono<PastMetricsBody> metrics(
            @PathVariable String id,
            @PastQuery.OfEpoch @RequestParam(required = false) @Nullable String epoch,
            @PastQuery.OfRun @RequestParam(required = false) @Nullable String run) {
        var errors = new QueryErrors();
        PastEpoch when = PastQuery.given(epoch, run, errors);
        errors.throwIfAny();
        return past.at(id, when, PastMetricsBody::of);
    }

    @Schema(name = "ChangedSettings")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SettingsBody(
            @Nullable Double learningRate,
            @Nullable Double regularizationRate,
            @Nullable Integer batchSize) {

        static SettingsBody of(JobPatch settings) {
            return new SettingsBody(settings.learningRate(), settings.regularizationRate(), settings.batchSize());
        }
    }

    @Schema(name = "Change", description = "With either \"settings\" or \"parameters\"")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeBody(
            @Schema(description = "Completed epochs at the change")
            long epoch,

            @Schema(description = "Updates done in the epoch in progress")
            int batch,

            @Schema(description = "The new rates and batch size, from the next epoch on") @Nullable
            SettingsBody settings,

            @Schema(description = "true if the parameters were replaced, also by early stopping") @Nullable
            Boolean parameters) {

        static Flux<ChangeBody> of(JournalEntry entry) {
            return switch (entry) {
                case JournalEntry.Retuned change ->
                    Flux.just(new ChangeBody(change.epoch(), change.batch(), SettingsBody.of(change.settings()), null));
                case JournalEntry.Restarted change ->
                    change.cause() == JournalEntry.Cause.SET_BACK || change.cause() == JournalEntry.Cause.BRANCHED
                            ? Flux.empty()
                            : Flux.just(new ChangeBody(change.epoch(), change.batch(), null, true));
                case JournalEntry.RunBegun _, JournalEntry.RunEnded _ -> Flux.empty();
            };
        }
    }

    @Schema(name = "Changes")
    record ChangesBody(int run, List<ChangeBody> changes) {}

    @GetMapping("/changes")
    @Operation(
            operationId = "getChanges",
            summary = "Returns what was changed in a run",
            description =
                    "Rates, batch size and parameters, in order. With spec and seeds they determine every epoch. A job keeps"
                            + " its last " + Journal.MAX_ENTRIES + " changes and about 4 MB of replaced parameters.")
    Mono<ChangesBody> changes(
            @PathVariable String id, @PastQuery.OfRun @RequestParam(required = false) @Nullable String run) {
        var errors = new QueryErrors();
        Integer number = PastQuery.run(run, errors);
        errors.throwIfAny();
        return past.changes(id, number)
                .flatMap(entries -> Flux.fromIterable(entries)
                        .concatMap(ChangeBody::of)
                        .collectList()
                        .map(changes -> new ChangesBody(entries.getFirst().run(), changes)));
    }
}
