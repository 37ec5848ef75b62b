package org.nnplayground.web.events;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.View;
import org.nnplayground.problem.Message;
import org.nnplayground.web.request.QueryErrors;
import org.nnplayground.web.response.FrameJson;

/** The query parameters of a stream, with their defaults, ranges and OpenAPI descriptions. */
public final class StreamChoices {

    static final String LOSSES = "losses";
    static final String PARAMETERS = "parameters";
    static final String BOUNDARY = "boundary";
    static final String GRADIENTS = "gradients";
    static final String DREAMS = "dreams";

    public static final List<String> PARTS = List.of(LOSSES, PARAMETERS, BOUNDARY, GRADIENTS, DREAMS);
    public static final String DEFAULT_PARTS = LOSSES + "," + PARAMETERS + "," + BOUNDARY;

    private static final int COARSE = 25;
    public static final int DEFAULT_RESOLUTION = 50;
    private static final int FINE = 100;

    /** Points per axis. */
    public static final List<Integer> RESOLUTIONS = List.of(COARSE, DEFAULT_RESOLUTION, FINE);

    /** Frames a second. */
    public static final int MIN_RATE = 1;

    public static final int DEFAULT_RATE = 20;
    public static final int MAX_RATE = 60;

    public static final int MAX_JOBS = 8;

    private StreamChoices() {}

    /** The parts of a frame that a query asks for, over the first two columns. */
    public static FrameJson.Include include(@Nullable String include, @Nullable String resolution, QueryErrors errors) {
        List<String> parts = Arrays.stream((include == null ? DEFAULT_PARTS : include).split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (!PARTS.containsAll(parts)) {
            errors.add("include", Message.of("query.include"));
        }
        var number = new QueryErrors();
        int points = (int) number.number("resolution", resolution, DEFAULT_RESOLUTION, 0, Integer.MAX_VALUE);
        if (number.isEmpty() && !RESOLUTIONS.contains(points)) {
            number.add("resolution", Message.of("query.resolution", points));
        }
        errors.addAll(number);
        return new FrameJson.Include(
                parts.contains(LOSSES),
                parts.contains(PARAMETERS),
                parts.contains(GRADIENTS),
                parts.contains(DREAMS),
                parts.contains(BOUNDARY) ? View.Grid.of(points) : null);
    }

    @Parameter(
            description = "Comma-separated; the default is " + DEFAULT_PARTS,
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            array =
                    @ArraySchema(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {LOSSES, PARAMETERS, BOUNDARY, GRADIENTS, DREAMS})))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface Parts {}

    @Parameter(
            description = "Points per axis of the boundary",
            schema =
                    @Schema(
                            type = "integer",
                            allowableValues = {"" + COARSE, "" + DEFAULT_RESOLUTION, "" + FINE},
                            defaultValue = "" + DEFAULT_RESOLUTION))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface Resolution {}

    @Parameter(
            description = "Frames a second",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "" + MIN_RATE,
                            maximum = "" + MAX_RATE,
                            defaultValue = "" + DEFAULT_RATE))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface MaxRate {}

    @Parameter(
            required = true,
            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1, maxItems = MAX_JOBS))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Jobs {}

    @Parameter(
            description =
                    "Same as Last-Event-ID, for clients that cannot send that header; the header takes precedence")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface LastEventId {}

    @Parameter(description = "The id of the last received event; the missed events follow")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface LastEventIdHeader {}
}
