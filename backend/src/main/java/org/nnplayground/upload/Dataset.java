package org.nnplayground.upload;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.data.DatasetId;

/**
 * What is known of an uploaded dataset, without its rows.
 *
 * @param owner of the API key that uploaded it; null without key
 * @param columns names of the input columns
 * @param label name of the label column
 * @param classes names of the classes; empty if the labels are values
 * @param expiresAt it is deleted then, unless it is used before
 */
public record Dataset(
        DatasetId id,
        @Nullable String owner,
        List<String> columns,
        String label,
        List<String> classes,
        Instant createdAt,
        Instant expiresAt) {

    public Dataset {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
    }
}
