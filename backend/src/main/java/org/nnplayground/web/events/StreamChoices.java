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
import java.util.List;

/** What a client may choose of a stream, and what the OpenAPI document says of it. */
public final class StreamChoices {

    static final String LOSSES = "losses";
    static final String PARAMETERS = "parameters";
    static final String BOUNDARY = "boundary";
    static final String GRADIENTS = "gradients";

    public static final List<String> PARTS = List.of(LOSSES, PARAMETERS, BOUNDARY, GRADIENTS);
    public static final String STANDARD_PARTS = LOSSES + "," + PARAMETERS + "," + BOUNDARY;

    private static final int COARSE = 25;
    public static final int STANDARD_RESOLUTION = 50;
    private static final int FINE = 100;

    /** Points per axis. */
    public static final List<Integer> RESOLUTIONS = List.of(COARSE, STANDARD_RESOLUTION, FINE);

    /** Frames a second. */
    public static final int LOWEST_RATE = 1;

    public static final int STANDARD_RATE = 20;
    public static final int HIGHEST_RATE = 60;

    public static final int MOST_JOBS = 8;

    private StreamChoices() {}

    @Parameter(
            description = "With commas in between; the default is " + STANDARD_PARTS,
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            array =
                    @ArraySchema(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {LOSSES, PARAMETERS, BOUNDARY, GRADIENTS})))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Parts {}

    @Parameter(
            description = "Points per axis of the boundary",
            schema =
                    @Schema(
                            type = "integer",
                            allowableValues = {"" + COARSE, "" + STANDARD_RESOLUTION, "" + FINE},
                            defaultValue = "" + STANDARD_RESOLUTION))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Resolution {}

    @Parameter(
            description = "Frames a second",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "" + LOWEST_RATE,
                            maximum = "" + HIGHEST_RATE,
                            defaultValue = "" + STANDARD_RATE))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface MaxRate {}

    @Parameter(
            required = true,
            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1, maxItems = MOST_JOBS))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Jobs {}

    @Parameter(description = "As Last-Event-ID, for who cannot send that header; the header wins")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface LastEventId {}

    @Parameter(description = "The id of the last event that came: what was missed follows")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface LastEventIdHeader {}
}
