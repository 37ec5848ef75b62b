package org.nnplayground.web.request;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.TrainingSpec;

/** The query parameters of a boundary as text, each optional, with their OpenAPI descriptions. */
public record BoundaryQuery(
        @Nullable String resolution,
        @Nullable String output,
        @Nullable String columns,
        @Nullable String layer,
        @Nullable String unit) {

    /** Points per axis. */
    public static final int MIN_RESOLUTION = 10;

    public static final int DEFAULT_RESOLUTION = 50;
    public static final int MAX_RESOLUTION = 200;

    @Parameter(
            description = "Points per axis",
            schema =
                    @Schema(
                            type = "integer",
                            minimum = "" + MIN_RESOLUTION,
                            maximum = "" + MAX_RESOLUTION,
                            defaultValue = "" + DEFAULT_RESOLUTION))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfResolution {}

    @Parameter(description = "Index of one output; default: all", schema = @Schema(type = "integer", minimum = "0"))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfOutput {}

    @Parameter(
            description = "Two indices of columns, as in 0,1; the others are at their mean",
            style = ParameterStyle.FORM,
            explode = Explode.FALSE,
            array = @ArraySchema(schema = @Schema(type = "integer", minimum = "0"), minItems = 2, maxItems = 2))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfColumns {}

    @Parameter(
            description = "Index of a layer, hidden layers first; with \"unit\"",
            schema = @Schema(type = "integer", minimum = "0"))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfLayer {}

    @Parameter(description = "Index of a unit of the layer", schema = @Schema(type = "integer", minimum = "0"))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfUnit {}

    /**
     * Evaluates the requested boundary.
     *
     * @throws org.nnplayground.problem.PlaygroundException {@code INVALID_REQUEST} if the query does not fit the spec
     */
    public Boundary evaluate(TrainingSpec spec, TrainingSession session) {
        var errors = new QueryErrors();
        int points = (int) errors.number("resolution", resolution, DEFAULT_RESOLUTION, MIN_RESOLUTION, MAX_RESOLUTION);
        int[] axes = axes(columns, spec.data().columns(), errors);
        Network network = spec.network();
        int last = network.layers().size() - 1;
        int l = (int) errors.number("layer", layer, last, 0, last);
        int units = spec.placedLayers().get(l).output().count();
        int u = (int) errors.number("unit", unit, 0, 0, units - 1);
        boolean ofUnit = layer != null || unit != null;
        int index = 0;
        if (!ofUnit) {
            index = (int) errors.number("output", output, 0, 0, spec.outputs() - 1);
        } else if (output != null) {
            errors.add("output", Message.of("query.output-and-layer"));
        }
        errors.throwIfAny();
        if (ofUnit) {
            return session.boundary(points, axes[0], axes[1], l, u);
        }
        Boundary all = session.boundary(points, axes[0], axes[1]);
        return output == null
                ? all
                : new Boundary(points, all.columns(), all.domain(), all.minimum(), all.maximum(), new float[][] {
                    all.values()[index]
                });
    }

    /**
     * The indices of the two columns.
     *
     * @param text such as {@code 0,1}; null for the first two columns, or the only one
     * @param columns of the data
     * @param errors where violations are added; then the result is without meaning
     */
    public static int[] axes(@Nullable String text, int columns, QueryErrors errors) {
        if (text == null) {
            return new int[] {0, Math.min(1, columns - 1)};
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            errors.add("columns", Message.of("query.columns"));
            return new int[] {0, 0};
        }
        var indices = new QueryErrors();
        int first = (int) indices.number("columns", parts[0], 0, 0, columns - 1);
        int second = (int) indices.number("columns", parts[1], 0, 0, columns - 1);
        if (indices.isEmpty() && first == second && columns > 1) {
            indices.add("columns", Message.of("query.columns-same"));
        }
        errors.addAll(indices);
        return new int[] {first, second};
    }
}
