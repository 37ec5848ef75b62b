package org.nnplayground.web.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.web.response.FrameBody.LayerBody;
import org.nnplayground.web.response.JobBody;

/** A trace in JSON. */
@Schema(name = "Trace")
@SuppressWarnings("ArrayRecordComponent")
record TraceBody(
        int run,
        @Schema(description = "Completed epochs of the run") long epoch,

        @Schema(description = "For a batch: its index and the number of batches per epoch")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        JobBody.@Nullable BatchBody batch,

        @Schema(description = "Learning rate of the epoch in progress or of the next")
        double learningRate,

        @Schema(description = "For a batch: the number of its update in this run, from 1; Adam's t")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long update,

        @Schema(description = "Mean over the samples, without penalty")
        float loss,

        @Schema(description = "[samples], indices into the train samples")
        int[] samples,

        @Schema(description = "[samples][features]") float[][] inputs,

        @Schema(description = "[samples][outputs], encoded as the loss expects them")
        float[][] targets,

        @Schema(description = "[samples], whose mean is the loss")
        float[] sampleLosses,

        List<LayerTrace> layers) {

    @Schema(name = "LayerTrace", description = "Hidden layers first")
    @SuppressWarnings("ArrayRecordComponent")
    record LayerTrace(
            @Schema(
                    description = "[samples][units], biases included; of a layer without weights what it gives."
                            + " Units of an image are ordered by channel, row and column, here and below")
            float[][] weightedSums,

            @Schema(description = "[samples][units], inputs of the next layer; with dropout, masked and scaled")
            float[][] activations,

            @Schema(description = "[samples][units], derivative of the loss with respect to the weighted sum")
            float[][] deltas,

            @Schema(
                    description = "[samples][units], dropout factors of the activations, 0 or 1 / (1 - p);"
                            + " absent where nothing is dropped")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            float @Nullable [][] dropoutMasks,

            @Schema(ref = "#/components/schemas/LayerWeights")
            Object[] weights,

            @Schema(description = "[units], empty without bias")
            float[] biases,

            @Schema(description = "Slope of prelu; absent for other activations")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Float slope,

            @Schema(ref = "#/components/schemas/LayerWeights")
            Object[] weightGradients,

            @Schema(description = "[units], empty without bias")
            float[] biasGradients,

            @Schema(description = "Slope of prelu; absent for other activations")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Float slopeGradient,

            @Schema(
                    types = {"array", "null"},
                    description = "As weights, after the step; null for a sample")
            Object @Nullable [] updatedWeights,

            @Schema(
                    types = {"array", "null"},
                    description = "[units], empty without bias; null for a sample")
            float @Nullable [] updatedBiases,

            @Schema(description = "Slope of prelu; absent for other activations")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Float updatedSlope,

            @Schema(
                    description =
                            "For a batch: the optimizer's state before the update, shaped as the parameters: each vector"
                                    + " of its formula (m and then v for adam); empty for plain sgd, absent for a sample")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            List<LayerBody> optimizerState) {

        private static LayerTrace of(
                Trace.Layer layer,
                LayerParameters before,
                LayerParameters gradient,
                Trace.@Nullable Step step,
                int index) {
            LayerParameters updated =
                    step == null ? null : step.updated().layers().get(index);
            return new LayerTrace(
                    layer.weightedSums(),
                    layer.activations(),
                    layer.deltas(),
                    layer.masks(),
                    before.nestedWeights(),
                    before.biases(),
                    before.slope(),
                    gradient.nestedWeights(),
                    gradient.biases(),
                    gradient.slope(),
                    updated == null ? null : updated.nestedWeights(),
                    updated == null ? null : updated.biases(),
                    updated == null ? null : updated.slope(),
                    step == null
                            ? null
                            : LayerBody.of(step.optimizerState().stream()
                                    .map(each -> each.layers().get(index))
                                    .toList()));
        }

        private boolean isFinite() {
            return Stream.<Object @Nullable []>of(weightedSums, activations, deltas, weightGradients, updatedWeights)
                            .filter(Objects::nonNull)
                            .allMatch(LayerBody::areAllFinite)
                    && LayerBody.areFinite(biasGradients)
                    && (updatedBiases == null || LayerBody.areFinite(updatedBiases))
                    && (slopeGradient == null || Float.isFinite(slopeGradient))
                    && (updatedSlope == null || Float.isFinite(updatedSlope))
                    && (optimizerState == null || optimizerState.stream().allMatch(LayerBody::allFinite));
        }
    }

    /** @param batch null for the trace of a sample */
    static TraceBody of(Trace trace, int run, long epoch, JobBody.@Nullable BatchBody batch, double learningRate) {
        Trace.Step step = trace.step();
        return new TraceBody(
                run,
                epoch,
                batch,
                learningRate,
                step == null ? null : step.number(),
                (float) trace.gradients().loss(),
                trace.samples(),
                trace.inputs(),
                trace.targets(),
                trace.sampleLosses(),
                IntStream.range(0, trace.layers().size())
                        .mapToObj(l -> LayerTrace.of(
                                trace.layers().get(l),
                                trace.parametersBefore().layers().get(l),
                                trace.gradients().layers().get(l),
                                step,
                                l))
                        .toList());
    }

    /** Whether all numbers are finite, as JSON requires. */
    boolean isFinite() {
        return Float.isFinite(loss)
                && LayerBody.areFinite(sampleLosses)
                && layers.stream().allMatch(LayerTrace::isFinite);
    }
}
