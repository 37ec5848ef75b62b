package org.nnplayground.web.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.upload.Dataset;

/** A dataset as clients see it. */
@Schema(name = "Dataset")
record DatasetBody(
        @Schema(description = "For data.dataset of a spec; who knows it can use the dataset")
        String id,

        @Schema(description = "Names of the input columns, x1 to xd of a spec")
        List<String> columns,

        @Schema(description = "Name of the label column") String label,

        @Schema(description = "Names of the classes 0, 1, ..; empty if the labels are values")
        List<String> classes,

        @Schema(description = "Number of rows") int samples,

        Instant createdAt,

        @Schema(description = "It is deleted then, unless a new job uses it before")
        Instant expiresAt,

        @Schema(description = "Authorizes its deletion; only in the answer to the upload")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String controlToken) {

    static DatasetBody of(Dataset dataset, @Nullable String controlToken) {
        return new DatasetBody(
                dataset.id().toString(),
                dataset.columns(),
                dataset.label(),
                dataset.classes(),
                dataset.id().samples(),
                dataset.createdAt(),
                dataset.expiresAt(),
                controlToken);
    }
}
