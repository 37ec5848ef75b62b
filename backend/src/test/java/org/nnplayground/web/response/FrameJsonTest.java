package org.nnplayground.web.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.QuantisedBoundary;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Position;
import org.nnplayground.engine.View;
import org.nnplayground.store.History;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.web.response.FrameJson.Include;
import tools.jackson.databind.json.JsonMapper;

class FrameJsonTest {

    private static final JsonMapper JACKSON = JsonMapper.builder().build();
    private static final Include ALL = new Include(true, true, true, true, View.Grid.of(10));

    private final Random random = new Random(1);

    @Test
    void writesTheBytesThatJacksonMakesOfTheDocumentedFrame() {
        for (int i = 0; i < 2000; i++) {
            FrameMade made = frame();
            Include include = new Include(
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? null : new View.Grid(10 + random.nextInt(3), 0, random.nextInt(2)));
            History losses = random.nextInt(4) == 0 ? null : losses(random.nextInt(5));

            String text = text(FrameJson.of(made, include, losses));

            assertThat(text).isEqualTo(JACKSON.writeValueAsString(FrameBodies.of(made, include, losses)));
        }
    }

    @Test
    void aPieceOfLossesHasNoOtherPart() {
        FrameMade made = frame();
        History losses = losses(3);

        String text = text(FrameJson.of(made, losses));

        assertThat(text)
                .isEqualTo(JACKSON.writeValueAsString(
                        FrameBodies.of(made, new Include(true, false, false, false, null), losses)));
    }

    @Test
    void strangeTextIsEscapedAsJacksonDoes() {
        String strange = "a\"\\/\b\t\n\f\r\u0000\u001f\u007f é 学 \uD83D\uDE00";

        byte[] text = new JsonBytes(1).string(strange).toByteArray();

        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(JACKSON.writeValueAsString(strange));
    }

    @Test
    void followersOfOneViewShareOneWriting() {
        FrameMade made = frame();
        History losses = losses(3);

        List<byte[]> first = FrameJson.of(made, ALL, losses);
        List<byte[]> second = FrameJson.of(made, new Include(true, true, true, true, View.Grid.of(10)), losses(3));

        assertThat(second).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
        assertThat(FrameJson.shared(made, ALL, losses.fromEpoch() - 1)).containsExactlyElementsOf(first);
    }

    @Test
    void followersOfDifferentViewsShareTheLosses() {
        FrameMade made = frame();
        History losses = losses(3);
        var lossesAlone = new Include(true, false, false, false, null);
        FrameJson.of(made, ALL, losses);

        List<byte[]> shared = FrameJson.shared(made, lossesAlone, losses.fromEpoch() - 1);

        assertThat(shared).isNotNull();
        assertThat(text(shared)).isEqualTo(JACKSON.writeValueAsString(FrameBodies.of(made, lossesAlone, losses)));
    }

    @Test
    void followersThatMissDifferentEpochsGetTheirOwnLosses() {
        FrameMade made = frame();
        History losses = losses(3);
        FrameJson.of(made, ALL, losses);

        assertThat(FrameJson.shared(made, ALL, losses.fromEpoch())).isNull();
        History later = losses.after(losses.fromEpoch(), 2);
        assertThat(text(FrameJson.of(made, ALL, later)))
                .isEqualTo(JACKSON.writeValueAsString(FrameBodies.of(made, ALL, later)));
    }

    @Test
    void theLossesOfAClientThatComesBackAreNotKept() {
        FrameMade made = frame();
        History losses = losses(4000);

        String text = text(FrameJson.of(made, ALL, losses));

        assertThat(text).isEqualTo(JACKSON.writeValueAsString(FrameBodies.of(made, ALL, losses)));
        assertThat(FrameJson.shared(made, ALL, losses.fromEpoch() - 1)).isNull();
    }

    private static String text(List<byte[]> pieces) {
        var bytes = new ByteArrayOutputStream();
        pieces.forEach(bytes::writeBytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private FrameMade frame() {
        var boundaries = new ArrayList<QuantisedBoundary>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boundaries.add(boundary());
        }
        boundaries.add(boundary(10));
        var diagnosis = new ArrayList<Diagnosis>();
        for (int i = random.nextInt(3); i > 0; i--) {
            diagnosis.add(new Diagnosis(
                    Diagnosis.Type.values()[random.nextInt(Diagnosis.Type.values().length)],
                    random.nextBoolean() ? null : random.nextInt(3),
                    random.nextBoolean() ? List.of() : List.of(random.nextInt(5), 7),
                    random.nextBoolean() ? List.of() : List.of("x1", "x1Squared")));
        }
        return new FrameMade(
                "0123456789abcdef",
                random.nextInt(3),
                random.nextDouble() * 100,
                random.nextBoolean(),
                Instant.EPOCH,
                new Frame(
                        new Position(random.nextLong(1L << 40), random.nextInt(25), 25),
                        new Losses(any(), any(), any()),
                        random.nextDouble(),
                        random.nextBoolean() ? null : new Parameters(layers()),
                        random.nextBoolean() ? null : new Gradients(0.5, layers()),
                        boundaries,
                        metrics(),
                        diagnosis,
                        random.nextBoolean()
                                ? null
                                : new TrainingSession.Pretraining(
                                        random.nextInt(5), random.nextInt(20), random.nextBoolean() ? null : 0.25),
                        random.nextBoolean() ? new float[0][] : new float[][] {{0.25f, 1}, {0, 1e-9f}}));
    }

    private QuantisedBoundary boundary() {
        return boundary(10 + random.nextInt(3));
    }

    private QuantisedBoundary boundary(int resolution) {
        var values = new byte[(1 + random.nextInt(3)) * resolution * resolution];
        random.nextBytes(values);
        return new QuantisedBoundary(
                resolution,
                List.of("x1", random.nextBoolean() ? "x1" : "x2"),
                new double[][] {{-6, 6}, {random.nextGaussian(), 1e9}},
                -1,
                random.nextDouble(),
                values);
    }

    private @Nullable Metrics metrics() {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 ->
                new Metrics.Classification(
                        any(),
                        any(),
                        new int[][] {{random.nextInt(500), 1}, {2, 3}},
                        random.nextBoolean() ? new int[0][] : new int[][] {{4}});
            default ->
                new Metrics.Regression(
                        any(),
                        any(),
                        any(),
                        any(),
                        random.nextBoolean() ? null : new Metrics.LogLikelihood(any(), any()));
        };
    }

    private List<LayerParameters> layers() {
        var layers = new ArrayList<LayerParameters>();
        for (int l = random.nextInt(3); l > 0; l--) {
            int inputs = 1 + random.nextInt(3);
            var weights = new float[1 + random.nextInt(3)][];
            for (int unit = 0; unit < weights.length; unit++) {
                weights[unit] = floats(inputs);
            }
            layers.add(new LayerParameters(
                    weights, floats(random.nextBoolean() ? 0 : weights.length), random.nextBoolean() ? null : 0.25f));
        }
        return layers;
    }

    /** Finite numbers of all sizes, and now and then one that is not finite. */
    private float[] floats(int size) {
        var floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = random.nextInt(4) == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextFloat() - 0.5f;
        }
        return floats;
    }

    private double any() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> random.nextDouble() * 1e-12;
            default -> random.nextDouble();
        };
    }

    private History losses(int size) {
        var absent = new float[size];
        Arrays.fill(absent, Float.NaN);
        return new History(
                1,
                17,
                floats(size),
                random.nextBoolean() ? absent : floats(size),
                random.nextBoolean() ? absent : floats(size));
    }
}
