package org.nnplayground.web;

import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Limits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/** {@code playground.limits.*}: each as in {@link Limits}; what is not set is {@link Limits#STANDARD}'s. */
@ConfigurationProperties("playground.limits")
record LimitProperties(
        @Nullable Integer layers,
        @Nullable Integer units,
        @Nullable Long parameters,
        @Nullable Integer samples,
        @Nullable Integer columns,
        @Nullable Integer classes,
        @Nullable Integer batchSize,
        @Nullable Double noise,
        @Nullable Long epochs,
        @Nullable Long streamedParameters,
        @Nullable Integer predictedSamples,
        @Nullable Long tracedNumbers,
        @Nullable DataSize body) {

    Limits limits() {
        Limits standard = Limits.STANDARD;
        return new Limits(
                set(layers, standard.layers()),
                set(units, standard.units()),
                set(parameters, standard.parameters()),
                set(samples, standard.samples()),
                set(columns, standard.columns()),
                set(classes, standard.classes()),
                set(batchSize, standard.batchSize()),
                set(noise, standard.noise()),
                set(epochs, standard.epochs()),
                set(streamedParameters, standard.streamedParameters()),
                set(predictedSamples, standard.predictedSamples()),
                set(tracedNumbers, standard.tracedNumbers()),
                body == null ? standard.bodyBytes() : body.toBytes());
    }

    private static <T> T set(@Nullable T configured, T standard) {
        return configured == null ? standard : configured;
    }
}
