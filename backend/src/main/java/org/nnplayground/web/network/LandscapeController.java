package org.nnplayground.web.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.landscape.Landscape;
import org.nnplayground.landscape.LandscapeRequest;
import org.nnplayground.landscape.Landscapes;
import org.nnplayground.landscape.PlaneType;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.web.openapi.PossibleProblems;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.response.FiniteFloats;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.annotation.JsonSerialize;

/** Serves the loss landscape around a job's network. Needs only the job's id. */
@RestController
@RequestMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Looking inside")
@PossibleProblems({ProblemType.ILLEGAL_STATE, ProblemType.STORE_UNAVAILABLE})
class LandscapeController {

    private static final String PATH = "path";
    private static final String RANDOM = "random";

    private final Landscapes landscapes;

    LandscapeController(Landscapes landscapes) {
        this.landscapes = landscapes;
    }

    @Schema(name = "Landscape")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    record LandscapeBody(
            int run,
            long epoch,

            @Schema(
                    allowableValues = {PATH, RANDOM},
                    description = "Plane of the path, or of two random directions")
            String plane,

            @Schema(description = "Points per axis; fewer than requested if the network and its samples are large")
            int resolution,

            @Schema(description = "[2][2]: minimum and maximum of each axis; the current parameters are at 0, 0")
            double[][] domain,

            @JsonSerialize(using = FiniteFloats.class)
            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description =
                                            "[resolution^2], row-major, row 0 the maximum of the second axis; null where it is not finite"),
                    schema =
                            @Schema(
                                    types = {"number", "null"},
                                    format = "float"))
            float[] trainLoss,

            @JsonSerialize(using = FiniteFloats.class)
            @ArraySchema(
                    arraySchema = @Schema(description = "The same of the test set; absent without one"),
                    schema =
                            @Schema(
                                    types = {"number", "null"},
                                    format = "float"))
            float @Nullable [] testLoss,

            @Schema(description = "In order of training, the current parameters last; alone on a random plane")
            List<PathPointBody> path,

            @Schema(
                    description =
                            "Of the plane of the path: the share of the path's squared distances from its end that is within it")
            @Nullable
            Double explained) {

        static LandscapeBody of(Landscape landscape) {
            return new LandscapeBody(
                    landscape.run(),
                    landscape.epoch(),
                    landscape.plane().wireName(),
                    landscape.resolution(),
                    landscape.domain(),
                    landscape.trainLoss(),
                    landscape.testLoss(),
                    landscape.path().stream().map(PathPointBody::of).toList(),
                    landscape.explained());
        }
    }

    @Schema(name = "LandscapePoint")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    record PathPointBody(
            long epoch,

            @Schema(description = "[2], projected onto the plane")
            double[] position,

            @Schema(description = "At the parameters themselves; absent if it is not finite") @Nullable
            Double trainLoss,

            @Schema(description = "The same of the test set; absent without one") @Nullable
            Double testLoss) {

        static PathPointBody of(Landscape.PathPoint point) {
            return new PathPointBody(
                    point.epoch(), point.position(), finite(point.trainLoss()), finite(point.testLoss()));
        }

        private static @Nullable Double finite(double loss) {
            return Double.isFinite(loss) ? (Double) loss : null;
        }
    }

    @GetMapping("/landscape")
    @Operation(
            operationId = "getLandscape",
            summary =
                    "Returns the losses on a plane through the current parameters, and the path of the training on it",
            description =
                    "The plane of the path contains the first two principal components of the parameters that are kept"
                            + " of past epochs; before any training it is random. Counts as several requests.")
    Mono<LandscapeBody> landscape(
            @PathVariable String id,
            @Parameter(
                            description = "Default: that of the path if there is one",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {PATH, RANDOM}))
                    @RequestParam(required = false)
                    @Nullable
                    String plane,
            @Parameter(
                            description = "Maximum number of points per axis",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            minimum = "" + LandscapeRequest.MIN_RESOLUTION,
                                            maximum = "" + LandscapeRequest.MAX_RESOLUTION,
                                            defaultValue = "" + LandscapeRequest.DEFAULT_RESOLUTION))
                    @RequestParam(required = false)
                    @Nullable
                    String resolution,
            @Parameter(
                            description =
                                    "Above 1 for a narrower domain around the current parameters; 1 shows the whole path",
                            schema =
                                    @Schema(
                                            type = "number",
                                            format = "double",
                                            minimum = "" + LandscapeRequest.MIN_ZOOM,
                                            maximum = "" + LandscapeRequest.MAX_ZOOM,
                                            defaultValue = "1"))
                    @RequestParam(required = false)
                    @Nullable
                    String zoom) {
        var errors = new QueryErrors();
        PlaneType type = null;
        if (PATH.equals(plane)) {
            type = PlaneType.PATH;
        } else if (RANDOM.equals(plane)) {
            type = PlaneType.RANDOM;
        } else if (plane != null) {
            errors.add("plane", Message.of("choice.one-of", PATH + ", " + RANDOM));
        }
        var request = new LandscapeRequest(
                type,
                (int) errors.number(
                        "resolution",
                        resolution,
                        LandscapeRequest.DEFAULT_RESOLUTION,
                        LandscapeRequest.MIN_RESOLUTION,
                        LandscapeRequest.MAX_RESOLUTION),
                errors.decimal("zoom", zoom, 1, LandscapeRequest.MIN_ZOOM, LandscapeRequest.MAX_ZOOM));
        errors.throwIfAny();
        return landscapes.of(id, request).map(LandscapeBody::of);
    }
}
