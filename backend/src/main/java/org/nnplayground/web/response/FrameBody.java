package org.nnplayground.web.response;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.LayerParameters;
import tools.jackson.databind.annotation.JsonSerialize;

/** The schema of the data of a {@code job.frame} event; {@link FrameJson} writes it. */
@Schema(name = "Frame")
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("ArrayRecordComponent")
public record FrameBody(
        String job,
        int run,
        long epoch,
        JobBody.BatchBody batch,
        double learningRate,
        double epochsPerSecond,

        @Schema(description = "true while other trainings keep the job below its pace, else absent") @Nullable
        Boolean busy,

        @Schema(description = "The pre-training in progress, before epoch 1; else absent") @Nullable
        PretrainingBody pretraining,

        @Nullable Float trainLoss,
        @Nullable Float validationLoss,
        @Nullable Float testLoss,
        @Nullable MetricsBody metrics,
        @Nullable LossesBody losses,
        @Nullable ParametersBody parameters,
        @Nullable NormsBody gradients,

        @Schema(
                description =
                        "[samples][visible]: samples of a restricted Boltzmann machine, as the probabilities of its visible units")
        float @Nullable [][] dreams,

        @Nullable List<DiagnosisBody> diagnosis,
        @Nullable BoundaryBody boundary) {

    @Schema(name = "Losses")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    public record LossesBody(
            @Schema(description = "The epoch of the first value; epoch 0 is the untrained network")
            long fromEpoch,

            @Finite float[] train,
            @Finite float @Nullable [] validation,
            @Finite float @Nullable [] test) {

        /** Losses by epoch. */
        @JacksonAnnotationsInside
        @JsonSerialize(using = FiniteFloats.class)
        @ArraySchema(
                arraySchema = @Schema(description = "Null if the untrained network's loss is not finite"),
                schema =
                        @Schema(
                                types = {"number", "null"},
                                format = "float"))
        @Retention(RetentionPolicy.RUNTIME)
        public @interface Finite {}

        /** The losses, or null if the job has no such set. */
        public static float @Nullable [] orAbsent(float[] losses) {
            return losses.length > 0 && Float.isNaN(losses[0]) ? null : losses;
        }
    }

    @Schema(name = "LayerParameters")
    @SuppressWarnings("ArrayRecordComponent")
    public record LayerBody(
            @Schema(ref = "#/components/schemas/LayerWeights")
            Object[] weights,

            @Schema(description = "[gates * units][units] of a recurrent layer, absent elsewhere")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            float @Nullable [][] recurrentWeights,

            @Schema(description = "[units], empty without bias")
            float[] biases,

            @Schema(description = "Slope of prelu; absent for other activations")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            Float slope) {

        public static List<LayerBody> of(List<LayerParameters> layers) {
            return layers.stream()
                    .map(layer -> new LayerBody(
                            layer.nestedWeights(),
                            layer.recurrentWeights().length == 0 ? null : layer.recurrentWeights(),
                            layer.biases(),
                            layer.slope()))
                    .toList();
        }

        /** Whether all numbers are finite, as JSON requires. */
        public boolean allFinite() {
            return areAllFinite(weights)
                    && (recurrentWeights == null || areAllFinite(recurrentWeights))
                    && areFinite(biases)
                    && (slope == null || Float.isFinite(slope));
        }

        /** Whether all numbers of nested arrays are finite. */
        public static boolean areAllFinite(Object[] nested) {
            return Stream.of(nested)
                    .allMatch(part -> part instanceof float[] row ? areFinite(row) : areAllFinite((Object[]) part));
        }

        public static boolean areFinite(float[] numbers) {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    return false;
                }
            }
            return true;
        }
    }

    @Schema(name = "FramePretraining")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PretrainingBody(
            @Schema(description = "pretraining; accept new ones")
            String phase,

            @Schema(description = "Layer in pre-training, from 0")
            int layer,

            @Schema(description = "Completed epochs of this layer")
            int epoch,

            @Schema(
                    description =
                            "Mean squared difference between the layer's inputs and their reconstructions in the last completed epoch; absent before")
            @Nullable
            Double reconstructionError) {}

    @Schema(name = "FrameParameters")
    record ParametersBody(List<LayerBody> layers) {}

    @Schema(name = "FrameGradients")
    record NormsBody(List<NormBody> layers) {}

    /** A problem of the training, found by {@link org.nnplayground.engine.DiagnosisRules}. */
    @Schema(name = "Diagnosis")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DiagnosisBody(
            @Schema(
                    description =
                            "diverged, linearModel, missingFeatures, learningRateTooLarge, deadUnits, saturatedUnits, vanishingGradients, explodingGradients, symmetricUnits, learningRateTooSmall, overfitting or lossStuck; accept new ones")
            String type,

            @Schema(description = "Absent if the problem does not belong to one layer") @Nullable
            Integer layer,

            @Schema(description = "Absent if the problem does not belong to single units") @Nullable
            List<Integer> units,

            @Schema(
                    description =
                            "Features that solve the problem if the network gets them too; absent if none are known")
            @Nullable
            List<String> features) {}

    @Schema(name = "GradientNorm", description = "Absent if it is not finite; 0 for a layer that is not trained")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NormBody(
            @Schema(description = "Euclidean, over weights, biases and slope") @Nullable
            Double norm,

            @Schema(description = "Mean of the absolute values") @Nullable
            Double meanAbsolute) {

        static NormBody of(LayerParameters layer) {
            double squares = 0;
            double absolutes = 0;
            int count = 0;
            for (float[][] matrix : new float[][][] {layer.weights(), layer.recurrentWeights()}) {
                for (float[] row : matrix) {
                    for (float value : row) {
                        squares += (double) value * value;
                        absolutes += Math.abs(value);
                    }
                    count += row.length;
                }
            }
            for (float value : layer.biases()) {
                squares += (double) value * value;
                absolutes += Math.abs(value);
            }
            count += layer.biases().length;
            Float slope = layer.slope();
            if (slope != null) {
                squares += (double) slope * slope;
                absolutes += Math.abs(slope);
                count++;
            }
            if (count == 0) {
                return new NormBody(0.0, 0.0);
            }
            return new NormBody(MetricsBody.finite(Math.sqrt(squares)), MetricsBody.finite(absolutes / count));
        }
    }

    @Schema(name = "FrameBoundary")
    @SuppressWarnings("ArrayRecordComponent")
    record BoundaryBody(
            int resolution,
            List<String> columns,
            double[][] domain,
            int outputs,
            double minimum,
            double maximum,

            @Schema(
                    description =
                            "base64: output by output, each resolution^2 bytes, row-major, row 0 the largest value of the second column")
            String values) {}
}
