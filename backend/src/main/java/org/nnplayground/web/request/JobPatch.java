package org.nnplayground.web.request;

import org.jspecify.annotations.Nullable;
import org.nnplayground.store.Pace;
import org.nnplayground.store.Stop;

/** The body of {@code PATCH /api/v1/jobs/{id}}; what is null stays as it is. */
public record JobPatch(
        @Nullable Double learningRate,
        @Nullable Double regularizationRate,
        @Nullable Integer batchSize,
        @Nullable Pace pace,
        @Nullable Stop stop) {}
