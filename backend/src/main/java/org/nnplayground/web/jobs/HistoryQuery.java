package org.nnplayground.web.jobs;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.nnplayground.web.request.RequestValues;

/** The query parameters of histories and parameters, with their defaults, ranges and OpenAPI descriptions. */
public final class HistoryQuery {

    /** Before the first epoch. */
    static final int ALL = -1;

    /** Epochs. */
    public static final int DEFAULT_LIMIT = 1000;

    public static final int MAX_LIMIT = 10_000;

    private HistoryQuery() {}

    @Parameter(
            description = "Exclusive; -1 for all",
            schema = @Schema(type = "integer", format = "int64", minimum = "" + ALL, defaultValue = "" + ALL))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface After {}

    @Parameter(
            description = "Epochs",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "" + RequestValues.MIN_COUNT,
                            maximum = "" + MAX_LIMIT,
                            defaultValue = "" + DEFAULT_LIMIT))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Limit {}

    @Parameter(
            description = "404 for a run other than the current one",
            schema = @Schema(type = "integer", format = "int32", minimum = "" + RequestValues.MIN_COUNT))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Run {}
}
