package org.nnplayground.web.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Metrics;

/**
 * Metrics as JSON: accuracies and confusion matrices in classification, RMSE and R^2 in regression, likelihoods of a
 * machine.
 */
@Schema(name = "Metrics")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetricsBody(
        @Nullable Double trainAccuracy,
        @Nullable Double testAccuracy,
        @Nullable ConfusionBody confusion,
        @Nullable Double trainRmse,
        @Nullable Double testRmse,
        @Nullable Double trainR2,
        @Nullable Double testR2,

        @Schema(
                description =
                        "The mean of the exact ln p of the samples: of a restricted Boltzmann machine with at most 12 visible or hidden units and samples of 0 and 1")
        @Nullable
        Double trainLogLikelihood,

        @Nullable Double testLogLikelihood) {

    @Schema(name = "Confusion")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    record ConfusionBody(
            @Schema(description = "[classes][classes] counts; rows the true class, columns the predicted one")
            int[][] train,

            int @Nullable [][] test) {}

    public static @Nullable MetricsBody of(@Nullable Metrics metrics) {
        return switch (metrics) {
            case null -> null;
            case Metrics.Classification c ->
                new MetricsBody(
                        finite(c.trainAccuracy()),
                        finite(c.testAccuracy()),
                        new ConfusionBody(c.trainConfusion(), c.testConfusion().length == 0 ? null : c.testConfusion()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case Metrics.Regression r ->
                new MetricsBody(
                        null,
                        null,
                        null,
                        finite(r.trainRmse()),
                        finite(r.testRmse()),
                        finite(r.trainR2()),
                        finite(r.testR2()),
                        r.logLikelihood() == null
                                ? null
                                : finite(r.logLikelihood().train()),
                        r.logLikelihood() == null
                                ? null
                                : finite(r.logLikelihood().test()));
        };
    }

    public static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
