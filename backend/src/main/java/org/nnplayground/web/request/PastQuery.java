package org.nnplayground.web.request;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.nnplayground.past.PastEpoch;

/** The query parameters that choose a past epoch, with their ranges and OpenAPI descriptions. */
public final class PastQuery {

    private PastQuery() {}

    @Parameter(
            description =
                    "Completed epochs, any that the run has trained; default: the present, or the last of \"run\"",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfEpoch {}

    @Parameter(
            description = "Number of a run; default: the current one",
            schema = @Schema(type = "integer", format = "int32", minimum = "" + RequestValues.MIN_COUNT))
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    public @interface OfRun {}

    /** The epoch that a query asks for; null for the present. */
    public static @Nullable PastEpoch of(@Nullable String epoch, @Nullable String run, QueryErrors errors) {
        return epoch == null && run == null ? null : given(epoch, run, errors);
    }

    /** The same; without parameters the last epoch of the present run. */
    public static PastEpoch given(@Nullable String epoch, @Nullable String run, QueryErrors errors) {
        Integer number = run(run, errors);
        return new PastEpoch(number, epoch == null ? null : (Long) errors.number("epoch", epoch, 0, 0, Long.MAX_VALUE));
    }

    /** The number of a run; null if none is given. */
    public static @Nullable Integer run(@Nullable String run, QueryErrors errors) {
        return run == null
                ? null
                : (Integer) (int) errors.number("run", run, 0, RequestValues.MIN_COUNT, Integer.MAX_VALUE);
    }
}
