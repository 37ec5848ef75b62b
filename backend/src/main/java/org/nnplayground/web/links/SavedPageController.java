package org.nnplayground.web.links;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.Violations;
import org.nnplayground.link.SavedPage;
import org.nnplayground.link.SavedPages;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.JsonBody;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Saves states of the page under short addresses. */
@RestController
@RequestMapping(path = "/api/v1/saved-pages", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Short addresses", description = "Saved states of the page")
@PossibleProblems(ProblemType.STORE_UNAVAILABLE)
class SavedPageController {

    /** What an address may contain: no quotation marks, brackets and spaces. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9=&.,_~%:;@!$()*+/?-]*");

    private final SavedPages pages;
    private final SpecReader specs;
    private final SpecFormat format;
    private final JsonBody body;

    SavedPageController(SavedPages pages, SpecReader specs, SpecFormat format, JsonBody body) {
        this.pages = pages;
        this.specs = specs;
        this.format = format;
        this.body = body;
    }

    @Schema(name = "SavedPage")
    record SavedPageBody(
            @Schema(description = "The same state always has the same code")
            String code,

            @Schema(description = "Path of the short address")
            String path,

            @Schema(description = "It is deleted then, unless somebody opens it before")
            Instant expiresAt) {}

    /** What a client saves. */
    private record State(String address, @Nullable TrainingSpec spec) {}

    @PostMapping
    @Operation(
            operationId = "submitSavedPage",
            summary = "Saves a state of the page under a short address",
            description = "The address /p/<code> opens the page in this state, with a title and a picture for other"
                    + " sites. Counts as a new job, because its picture is trained.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/SavedPageRequest"))))
    @ApiResponse(responseCode = "201", description = "The short address", useReturnTypeSchema = true)
    Mono<ResponseEntity<SavedPageBody>> save(@Parameter(hidden = true) ServerWebExchange exchange) {
        return body.read(exchange, json -> {
                    State state = read(json);
                    String spec = state.spec() == null ? null : format.write(state.spec());
                    return pages.save(
                            state.address(), spec == null || spec.length() > SavedPage.MAX_SPEC_LENGTH ? null : spec);
                })
                .map(page -> ResponseEntity.status(HttpStatus.CREATED).body(bodyOf(page)));
    }

    private SavedPageBody bodyOf(SavedPage page) {
        return new SavedPageBody(page.code(), "/p/" + page.code(), Instant.now().plus(pages.retention()));
    }

    private State read(JsonNode json) {
        var violations = new Violations();
        var fields = JsonFields.of(json, "", violations);
        String address = fields.text("address", SavedPage.MAX_ADDRESS_LENGTH);
        TrainingSpec spec = fields.has("spec") ? specs.read(fields.object("spec")) : null;
        if (address == null && !fields.has("address")) {
            fields.missing("address", Message.of("given.address"));
        } else if (address != null && !ADDRESS.matcher(address).matches()) {
            fields.reject("address", Message.of("saved-page.address"));
        }
        fields.done();
        violations.throwIfAny();
        return new State(SpecReader.valid(address), spec);
    }
}
