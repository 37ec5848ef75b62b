package org.nnplayground.web.response;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.QuantisedBoundary;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.store.History;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.SharedResults;

/**
 * The data of {@code job.frame} events as JSON: the bytes that Jackson makes of a {@link FrameBody}, which documents
 * them. They are written without Jackson, because thousands of them are sent in a second.
 *
 * <p>Followers of a frame differ in the parts they asked for and in the losses they have already. The text of each part
 * is written once for all followers who share it.
 */
public final class FrameJson {

    /** Longer losses are rare, as they are for a client that comes back, and large: they are not kept. */
    private static final int MAX_SHARED_EPOCHS = 256;

    private static final byte[] JOB = ascii("{\"job\":");
    private static final byte[] RUN = ascii(",\"run\":");
    private static final byte[] EPOCH = ascii(",\"epoch\":");
    private static final byte[] BATCH_INDEX = ascii(",\"batch\":{\"index\":");
    private static final byte[] BATCH_COUNT = ascii(",\"count\":");
    private static final byte[] LEARNING_RATE = ascii("},\"learningRate\":");
    private static final byte[] EPOCHS_PER_SECOND = ascii(",\"epochsPerSecond\":");
    private static final byte[] BUSY = ascii(",\"busy\":true");
    private static final byte[] PRETRAINING = ascii(",\"pretraining\":{\"phase\":\"pretraining\",\"layer\":");
    private static final byte[] RECONSTRUCTION_ERROR = ascii(",\"reconstructionError\":");
    private static final byte[] TRAIN_LOSS = ascii(",\"trainLoss\":");
    private static final byte[] VALIDATION_LOSS = ascii(",\"validationLoss\":");
    private static final byte[] TEST_LOSS = ascii(",\"testLoss\":");
    private static final byte[] METRICS = ascii(",\"metrics\":");
    private static final byte[] TRAIN_ACCURACY = ascii("\"trainAccuracy\":");
    private static final byte[] TEST_ACCURACY = ascii("\"testAccuracy\":");
    private static final byte[] CONFUSION = ascii("\"confusion\":{\"train\":");
    private static final byte[] TEST_CONFUSION = ascii(",\"test\":");
    private static final byte[] TRAIN_RMSE = ascii("\"trainRmse\":");
    private static final byte[] TEST_RMSE = ascii("\"testRmse\":");
    private static final byte[] TRAIN_R2 = ascii("\"trainR2\":");
    private static final byte[] TEST_R2 = ascii("\"testR2\":");
    private static final byte[] TRAIN_LOG_LIKELIHOOD = ascii("\"trainLogLikelihood\":");
    private static final byte[] TEST_LOG_LIKELIHOOD = ascii("\"testLogLikelihood\":");
    private static final byte[] LOSSES = ascii(",\"losses\":{\"fromEpoch\":");
    private static final byte[] TRAIN = ascii(",\"train\":");
    private static final byte[] VALIDATION = ascii(",\"validation\":");
    private static final byte[] TEST = ascii(",\"test\":");
    private static final byte[] PARAMETERS = ascii(",\"parameters\":{\"layers\":");
    private static final byte[] WEIGHTS = ascii("{\"weights\":");
    private static final byte[] RECURRENT_WEIGHTS = ascii(",\"recurrentWeights\":");
    private static final byte[] BIASES = ascii(",\"biases\":");
    private static final byte[] SLOPE = ascii(",\"slope\":");
    private static final byte[] GRADIENTS = ascii(",\"gradients\":{\"layers\":");
    private static final byte[] DREAMS = ascii(",\"dreams\":");
    private static final byte[] NORM = ascii("\"norm\":");
    private static final byte[] MEAN_ABSOLUTE = ascii("\"meanAbsolute\":");
    private static final byte[] DIAGNOSIS = ascii(",\"diagnosis\":");
    private static final byte[] TYPE = ascii("{\"type\":");
    private static final byte[] LAYER = ascii(",\"layer\":");
    private static final byte[] UNITS = ascii(",\"units\":");
    private static final byte[] FEATURES = ascii(",\"features\":");
    private static final byte[] RESOLUTION = ascii(",\"boundary\":{\"resolution\":");
    private static final byte[] COLUMNS = ascii(",\"columns\":");
    private static final byte[] DOMAIN = ascii(",\"domain\":");
    private static final byte[] OUTPUTS = ascii(",\"outputs\":");
    private static final byte[] MINIMUM = ascii(",\"minimum\":");
    private static final byte[] MAXIMUM = ascii(",\"maximum\":");
    private static final byte[] VALUES = ascii(",\"values\":");
    private static final byte[] NULL = ascii("null");

    /** The parts of a frame that one client asked for. */
    public record Include(
            boolean losses, boolean parameters, boolean gradients, boolean dreams, View.@Nullable Grid grid)
            implements SharedResults.Key<Body> {

        private static final Include LOSSES_ALONE = new Include(true, false, false, false, null);

        /** What a frame needs to show. */
        public View view() {
            return new View(parameters, gradients, dreams, grid == null ? Set.of() : Set.of(grid));
        }

        /** The same with a boundary over other columns; null for the first two. */
        public Include withColumns(int @Nullable [] axes) {
            if (axes == null || grid == null) {
                return this;
            }
            return new Include(
                    losses, parameters, gradients, dreams, new View.Grid(grid.resolution(), axes[0], axes[1]));
        }
    }

    /** The losses after an epoch. */
    private record LossesAfter(long epoch) implements SharedResults.Key<byte[]> {}

    /** The JSON of a frame, as it is before and after the losses. */
    @SuppressWarnings("ArrayRecordComponent")
    record Body(byte[] beforeLosses, byte[] afterLosses) {}

    private FrameJson() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A whole frame.
     *
     * @param losses the losses that the client has not seen yet, up to the frame's epoch; null for none
     * @return pieces of one JSON document; never changed
     */
    public static List<byte[]> of(FrameMade made, Include include, @Nullable History losses) {
        return pieces(made, include, losses == null || !include.losses() ? null : losses(made, losses));
    }

    /** A frame with a piece of losses only, sent before the whole frame. */
    public static List<byte[]> of(FrameMade made, History losses) {
        return pieces(made, Include.LOSSES_ALONE, losses(losses));
    }

    /**
     * A whole frame with losses that another follower has been sent; null if none was sent the losses after this epoch.
     */
    public static @Nullable List<byte[]> shared(FrameMade made, Include include, long afterEpoch) {
        byte[] losses = made.shared().present(new LossesAfter(afterEpoch));
        return losses == null ? null : pieces(made, include, losses);
    }

    private static List<byte[]> pieces(FrameMade made, Include include, byte @Nullable [] losses) {
        Body body = made.shared().get(include, () -> body(made, include));
        return losses == null
                ? List.of(body.beforeLosses, body.afterLosses)
                : List.of(body.beforeLosses, losses, body.afterLosses);
    }

    private static byte[] losses(FrameMade made, History losses) {
        return losses.size() > MAX_SHARED_EPOCHS
                ? losses(losses)
                : made.shared().get(new LossesAfter(losses.fromEpoch() - 1), () -> losses(losses));
    }

    private static byte[] losses(History losses) {
        var json = new JsonBytes(64 + 24 * losses.size());
        json.raw(LOSSES).number(losses.fromEpoch());
        numbers(json.raw(TRAIN), losses.train());
        optional(json, VALIDATION, losses.validation());
        optional(json, TEST, losses.test());
        return json.raw('}').toByteArray();
    }

    private static void optional(JsonBytes json, byte[] name, float[] losses) {
        float[] present = FrameBody.LossesBody.orAbsent(losses);
        if (present != null) {
            numbers(json.raw(name), present);
        }
    }

    /** Null for each loss that is not finite. */
    private static void numbers(JsonBytes json, float[] losses) {
        json.raw('[');
        for (int i = 0; i < losses.length; i++) {
            comma(json, i);
            if (Float.isFinite(losses[i])) {
                json.number(losses[i]);
            } else {
                json.raw(NULL);
            }
        }
        json.raw(']');
    }

    private static Body body(FrameMade made, Include include) {
        return new Body(beforeLosses(made), afterLosses(made.frame(), include));
    }

    private static byte[] beforeLosses(FrameMade made) {
        Frame frame = made.frame();
        var json = new JsonBytes(512);
        json.raw(JOB).string(made.job());
        json.raw(RUN).number(made.run());
        json.raw(EPOCH).number(frame.position().epoch());
        json.raw(BATCH_INDEX).number(frame.position().batch());
        json.raw(BATCH_COUNT).number(frame.position().batches());
        json.raw(LEARNING_RATE).number(frame.learningRate());
        json.raw(EPOCHS_PER_SECOND).number(JobBody.rounded(made.epochsPerSecond()));
        if (made.busy()) {
            json.raw(BUSY);
        }
        if (frame.pretraining() != null) {
            pretraining(json.raw(PRETRAINING), frame.pretraining());
        }
        Losses losses = frame.losses();
        loss(json, TRAIN_LOSS, losses.train());
        loss(json, VALIDATION_LOSS, losses.validation());
        loss(json, TEST_LOSS, losses.test());
        if (frame.metrics() != null) {
            metrics(json.raw(METRICS), frame.metrics());
        }
        return json.toByteArray();
    }

    private static void pretraining(JsonBytes json, TrainingSession.Pretraining at) {
        json.number(at.layer()).raw(EPOCH).number(at.epoch());
        if (at.reconstructionError() != null) {
            json.raw(RECONSTRUCTION_ERROR).number(at.reconstructionError());
        }
        json.raw('}');
    }

    private static void loss(JsonBytes json, byte[] name, double loss) {
        if (Double.isFinite(loss)) {
            json.raw(name).number((float) loss);
        }
    }

    private static void metrics(JsonBytes json, Metrics metrics) {
        json.raw('{');
        switch (metrics) {
            case Metrics.Classification c -> {
                boolean begun = measure(json, false, TRAIN_ACCURACY, c.trainAccuracy());
                begun = measure(json, begun, TEST_ACCURACY, c.testAccuracy());
                counts((begun ? json.raw(',') : json).raw(CONFUSION), c.trainConfusion());
                if (c.testConfusion().length > 0) {
                    counts(json.raw(TEST_CONFUSION), c.testConfusion());
                }
                json.raw('}');
            }
            case Metrics.Regression r -> {
                boolean begun = measure(json, false, TRAIN_RMSE, r.trainRmse());
                begun = measure(json, begun, TEST_RMSE, r.testRmse());
                begun = measure(json, begun, TRAIN_R2, r.trainR2());
                begun = measure(json, begun, TEST_R2, r.testR2());
                Metrics.LogLikelihood likelihood = r.logLikelihood();
                if (likelihood != null) {
                    begun = measure(json, begun, TRAIN_LOG_LIKELIHOOD, likelihood.train());
                    measure(json, begun, TEST_LOG_LIKELIHOOD, likelihood.test());
                }
            }
        }
        json.raw('}');
    }

    /**
     * Writes a finite number.
     *
     * @param begun whether its object has a field already
     * @return whether it has one now
     */
    private static boolean measure(JsonBytes json, boolean begun, byte[] name, double value) {
        if (!Double.isFinite(value)) {
            return begun;
        }
        (begun ? json.raw(',') : json).raw(name).number(value);
        return true;
    }

    private static void counts(JsonBytes json, int[][] confusion) {
        json.raw('[');
        for (int row = 0; row < confusion.length; row++) {
            comma(json, row).raw('[');
            for (int column = 0; column < confusion[row].length; column++) {
                comma(json, column).number(confusion[row][column]);
            }
            json.raw(']');
        }
        json.raw(']');
    }

    private static byte[] afterLosses(Frame frame, Include include) {
        QuantisedBoundary boundary = boundary(frame, include.grid());
        var json = new JsonBytes(1024 + (boundary == null ? 0 : boundary.values().length / 3 * 4));
        if (include.parameters() && frame.parameters() != null) {
            parameters(json.raw(PARAMETERS), frame.parameters().layers());
        }
        if (include.gradients() && frame.gradients() != null) {
            gradients(json.raw(GRADIENTS), frame.gradients());
        }
        if (include.dreams() && frame.dreams().length > 0) {
            tensor(json.raw(DREAMS), frame.dreams());
        }
        if (!frame.diagnosis().isEmpty()) {
            diagnosis(json.raw(DIAGNOSIS), frame.diagnosis());
        }
        if (boundary != null) {
            boundary(json, boundary);
        }
        return json.raw('}').toByteArray();
    }

    private static @Nullable QuantisedBoundary boundary(Frame frame, View.@Nullable Grid grid) {
        if (grid != null) {
            for (QuantisedBoundary boundary : frame.boundaries()) {
                if (grid.matches(boundary)) {
                    return boundary;
                }
            }
        }
        return null;
    }

    private static void parameters(JsonBytes json, List<LayerParameters> layers) {
        json.raw('[');
        for (int l = 0; l < layers.size(); l++) {
            LayerParameters layer = layers.get(l);
            tensor(comma(json, l).raw(WEIGHTS), layer.nestedWeights());
            if (layer.recurrentWeights().length > 0) {
                tensor(json.raw(RECURRENT_WEIGHTS), layer.recurrentWeights());
            }
            row(json.raw(BIASES), layer.biases());
            if (layer.slope() != null) {
                json.raw(SLOPE).number(layer.slope());
            }
            json.raw('}');
        }
        json.raw(']').raw('}');
    }

    /** @param nested rows of numbers, or arrays of them */
    private static void tensor(JsonBytes json, Object[] nested) {
        json.raw('[');
        for (int i = 0; i < nested.length; i++) {
            comma(json, i);
            if (nested[i] instanceof float[] numbers) {
                row(json, numbers);
            } else {
                tensor(json, (Object[]) nested[i]);
            }
        }
        json.raw(']');
    }

    private static void row(JsonBytes json, float[] numbers) {
        json.raw('[');
        for (int i = 0; i < numbers.length; i++) {
            comma(json, i).number(numbers[i]);
        }
        json.raw(']');
    }

    private static void gradients(JsonBytes json, Gradients gradients) {
        json.raw('[');
        for (int l = 0; l < gradients.layers().size(); l++) {
            FrameBody.NormBody norms = FrameBody.NormBody.of(gradients.layers().get(l));
            comma(json, l).raw('{');
            if (norms.norm() != null) {
                json.raw(NORM).number(norms.norm());
            }
            if (norms.meanAbsolute() != null) {
                (norms.norm() == null ? json : json.raw(',')).raw(MEAN_ABSOLUTE).number(norms.meanAbsolute());
            }
            json.raw('}');
        }
        json.raw(']').raw('}');
    }

    private static void diagnosis(JsonBytes json, List<Diagnosis> found) {
        json.raw('[');
        for (int i = 0; i < found.size(); i++) {
            Diagnosis one = found.get(i);
            comma(json, i).raw(TYPE).string(one.type().wireName());
            if (one.layer() != null) {
                json.raw(LAYER).number(one.layer());
            }
            if (!one.units().isEmpty()) {
                json.raw(UNITS).raw('[');
                for (int unit = 0; unit < one.units().size(); unit++) {
                    comma(json, unit).number(one.units().get(unit));
                }
                json.raw(']');
            }
            if (!one.features().isEmpty()) {
                json.raw(FEATURES).raw('[');
                for (int feature = 0; feature < one.features().size(); feature++) {
                    comma(json, feature).string(one.features().get(feature));
                }
                json.raw(']');
            }
            json.raw('}');
        }
        json.raw(']');
    }

    private static void boundary(JsonBytes json, QuantisedBoundary boundary) {
        json.raw(RESOLUTION).number(boundary.resolution()).raw(COLUMNS).raw('[');
        for (int i = 0; i < boundary.columns().size(); i++) {
            comma(json, i).string(boundary.columns().get(i));
        }
        json.raw(']').raw(DOMAIN).raw('[');
        for (int i = 0; i < boundary.domain().length; i++) {
            double[] range = boundary.domain()[i];
            comma(json, i).raw('[').number(range[0]).raw(',').number(range[1]).raw(']');
        }
        json.raw(']').raw(OUTPUTS).number(boundary.outputs());
        json.raw(MINIMUM).number(boundary.minimum());
        json.raw(MAXIMUM).number(boundary.maximum());
        json.raw(VALUES).base64(boundary.values()).raw('}');
    }

    /** Separates the elements of an array. */
    private static JsonBytes comma(JsonBytes json, int index) {
        return index == 0 ? json : json.raw(',');
    }
}
