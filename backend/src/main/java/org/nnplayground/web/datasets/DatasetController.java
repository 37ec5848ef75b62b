package org.nnplayground.web.datasets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.AccessControl;
import org.nnplayground.access.Caller;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.upload.CsvReader;
import org.nnplayground.upload.Dataset;
import org.nnplayground.upload.Datasets;
import org.nnplayground.upload.LabelledTable;
import org.nnplayground.web.filter.CallerAddress;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.openapi.RequiresAuthorization;
import org.nnplayground.web.request.BodyReader;
import org.nnplayground.web.request.JsonBody;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes tables of samples, shows what is known of them, and deletes them. */
@RestController
@RequestMapping(path = "/api/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Datasets", description = "Own data for several jobs")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class DatasetController {

    private static final MediaType CSV = new MediaType("text", "csv");

    /** Bytes of the numbers of a table for each byte of its text: at most one number in two bytes, with its row. */
    private static final int BYTES_PER_CHARACTER = 6;

    private final Datasets datasets;
    private final AccessControl access;
    private final BodyReader bodies;
    private final JsonBody json;
    private final CsvReader csv;
    private final Limits limits;

    DatasetController(
            Datasets datasets,
            AccessControl access,
            BodyReader bodies,
            JsonBody json,
            CsvReader csv,
            SpecCatalog catalog) {
        this.datasets = datasets;
        this.access = access;
        this.bodies = bodies;
        this.json = json;
        this.csv = csv;
        this.limits = catalog.limits();
    }

    @Schema(name = "DatasetRequest")
    @SuppressWarnings("ArrayRecordComponent")
    record TableBody(
            @Schema(description = "Names of the input columns; default x1 to xd") @Nullable
            List<String> columns,

            @Schema(description = "Name of the labels; default y") @Nullable
            String label,

            @Schema(description = "Rows of numbers, one for each column")
            List<List<Double>> x,

            @Schema(description = "The label of each row: texts, or numbers")
            List<Object> y,

            @Schema(description = "Names of the classes 0, 1, ..; default: the different labels, sorted") @Nullable
            List<String> classes) {}

    @PostMapping
    @RequiresAuthorization(RequiresAuthorization.Token.API_KEY_IF_ANY)
    @PossibleProblems(ProblemType.UNAUTHORIZED)
    @Operation(
            operationId = "submitDataset",
            summary = "Uploads a table of samples",
            description =
                    "CSV in UTF-8, whose first row names the columns, or JSON. Texts as labels are names of classes,"
                            + " sorted; a few different whole numbers are classes or values, as the task of a spec says."
                            + " Counts as a new job.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = TableBody.class)),
                                @Content(
                                        mediaType = "text/csv",
                                        schema = @Schema(type = "string", example = "width,height,kind\n1.5,2,cat\n"))
                            }))
    @ApiResponse(
            responseCode = "201",
            description = "The dataset with its control token",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            useReturnTypeSchema = true)
    Mono<ResponseEntity<DatasetBody>> upload(
            @Parameter(description = "Of CSV: name of the label column; default the last column")
                    @RequestParam(required = false)
                    @Nullable
                    String label,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return access.caller(headers.getFirst(HttpHeaders.AUTHORIZATION), CallerAddress.of(exchange))
                .doOnNext(access::requireMayUpload)
                .flatMap(caller -> switch (type(headers)) {
                    case MediaType type when type.equalsTypeAndSubtype(CSV) -> csv(exchange, label, caller);
                    case MediaType type
                    when type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) ->
                        json.read(exchange, body -> save(() -> JsonTable.read(body, limits), caller));
                    case MediaType type -> discarded(exchange, type.toString());
                })
                .map(dataset -> {
                    String id = dataset.id().toString();
                    return ResponseEntity.created(URI.create("/api/v1/datasets/" + id))
                            .body(DatasetBody.of(dataset, access.tokenOf(id)));
                });
    }

    private Mono<Dataset> csv(ServerWebExchange exchange, @Nullable String label, Caller caller) {
        return bodies.read(exchange, body -> {
            body.requireMemory(body.size() * BYTES_PER_CHARACTER);
            return body.completed(save(() -> csv.read(body.bytes(), (int) body.size(), label), caller));
        });
    }

    private Mono<Dataset> save(Supplier<LabelledTable> table, Caller caller) {
        return Mono.fromSupplier(table)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(read -> datasets.save(read, caller.owner()));
    }

    /** The body is read first, as that of every refused request. */
    private <T> Mono<T> discarded(ServerWebExchange exchange, String type) {
        return bodies.read(
                exchange,
                body -> Mono.error(new PlaygroundException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, Message.of("dataset.type", JsonValues.quoted(type)))));
    }

    private static MediaType type(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            return type == null ? MediaType.APPLICATION_OCTET_STREAM : type;
        } catch (InvalidMediaTypeException e) {
            return MediaType.APPLICATION_OCTET_STREAM;
        }
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getDataset",
            summary = "Returns what is known of a dataset",
            description = "Names and sizes, without the rows: a job's samples are at /api/v1/jobs/{id}/samples.")
    @ApiResponse(responseCode = "200", description = "The dataset", useReturnTypeSchema = true)
    Mono<DatasetBody> find(@PathVariable String id) {
        return datasets.find(id).map(dataset -> DatasetBody.of(dataset, null));
    }

    @DeleteMapping("/{id}")
    @RequiresAuthorization(RequiresAuthorization.Token.CONTROL)
    @Operation(
            operationId = "deleteDataset",
            summary = "Deletes a dataset",
            description = "No new job can use it. Its rows are kept as long as jobs exist that have used it.")
    @ApiResponse(responseCode = "204", description = "It is deleted")
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, @Parameter(hidden = true) ServerWebExchange exchange) {
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return datasets.find(id)
                .flatMap(dataset -> access.requireControlOfDataset(id, dataset.owner(), authorization)
                        .then(Mono.defer(() -> datasets.withdraw(dataset.id()))))
                .thenReturn(ResponseEntity.noContent().build());
    }
}
