package org.nnplayground.engine.djl.draws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

class DropoutTest {

    private static final double RATE = 0.25;

    private static TrainingSpec spec(double dropout, int batchSize, boolean bias) {
        return Specs.withLayers(
                        Specs.circle(),
                        new Dense(6, Activation.TANH, true, dropout),
                        new Dense(5, Activation.GELU, bias, dropout),
                        new Dense(1, Activation.TANH, bias))
                .withTraining(Specs.training(RATE, Regularization.Type.NONE, 0, batchSize, Shuffle.EVERY_EPOCH));
    }

    @Test
    void masksDropTheGivenShareAndScaleTheRest() {
        Layout layout = Layout.of(spec(0.25, 100, true));
        float[] masks = new DropoutMasks(layout, 7).of(3, new Chunks(1000, 100), 2, 9);

        assertThat(masks).hasSize(11 * 700).containsOnly(0, (float) (1 / 0.75));
        double mean = 0;
        for (float mask : masks) {
            mean += mask / masks.length;
        }
        assertThat(mean).isCloseTo(1, within(0.02));
    }

    @Test
    void aBatchsMasksDependOnSeedEpochAndBatchOnly() {
        Layout layout = Layout.of(spec(0.25, 100, true));
        var pieces = new Chunks(1050, 100);
        var masks = new DropoutMasks(layout, 7);
        float[] fourth = masks.of(3, pieces, 4, 5);

        float[] several = masks.of(3, pieces, 2, 9);
        assertThat(Arrays.copyOfRange(several, 2 * fourth.length, 3 * fourth.length))
                .isEqualTo(fourth);
        assertThat(masks.of(2, pieces, 4, 5)).isNotEqualTo(fourth);
        assertThat(masks.of(3, pieces, 5, 6)).isNotEqualTo(fourth);
        assertThat(new DropoutMasks(layout, 8).of(3, pieces, 4, 5)).isNotEqualTo(fourth);
        assertThat(masks.of(3, pieces, 10, 11)).hasSize(11 * 50);
    }

    @Test
    void anUpdateUsesTheGradientReportedForItsBatch() {
        for (boolean bias : new boolean[] {true, false}) {
            try (var session = Specs.open(spec(0.5, 1000, bias))) {
                session.advance(new Slice(3, Long.MAX_VALUE));
                List<LayerParameters> before = session.parameters().layers();
                List<LayerParameters> gradient = session.gradientsOfBatch(0).layers();
                session.advance(new Slice(4, Long.MAX_VALUE));

                List<LayerParameters> after = session.parameters().layers();
                for (int l = 0; l < before.size(); l++) {
                    for (int unit = 0; unit < before.get(l).weights().length; unit++) {
                        double stepped = before.get(l).weights()[unit][0]
                                - RATE * gradient.get(l).weights()[unit][0];
                        assertThat((double) after.get(l).weights()[unit][0]).isCloseTo(stepped, within(1e-6));
                    }
                }
            }
        }
    }

    @Test
    void dropoutIsOffOutsideTraining() {
        try (var dropping = Specs.open(spec(0.5, 10, true));
                var plain = Specs.open(spec(0, 10, true))) {
            double[][] x = {{1, 2}, {-3, 0.5}};

            assertThat(dropping.losses()).isEqualTo(plain.losses());
            assertThat(dropping.predict(x)).isDeepEqualTo(plain.predict(x));
            assertThat(dropping.boundary(10, 0, 1).values())
                    .isDeepEqualTo(plain.boundary(10, 0, 1).values());
            assertThat(dropping.gradientsOfTrainSet())
                    .usingRecursiveComparison()
                    .isEqualTo(plain.gradientsOfTrainSet());
            assertThat(dropping.gradientsOfBatch(0)).usingRecursiveComparison().isNotEqualTo(plain.gradientsOfBatch(0));
        }
    }
}
