package org.nnplayground.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.AttainableErrors;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Convolution;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.Padding;

/** Images: ten classes, and a label for each pixel. */
class SeveralLabelsTest {

    private static final DefaultSpec DEFAULTS = new DefaultSpec(new SpecCatalog(Limits.STANDARD));

    private static final Layer EACH_PIXEL =
            new Convolution(1, List.of(1, 1), 1, Padding.VALID, Activation.SIGMOID, true, 0, false);
    private static final Layer NEIGHBOURHOODS =
            new Convolution(8, List.of(3, 3), 1, Padding.SAME, Activation.RELU, true, 0, false);

    private static TrainingSpec spec(Generator generator, double learningRate, Layer... layers) {
        TrainingSpec spec = DEFAULTS.of(generator, 3);
        Training training = spec.training();
        return Specs.withLayers(spec, layers)
                .withTraining(new Training(
                        training.loss(),
                        new Optimizer.Adam(learningRate, 0.9, 0.999, 0),
                        training.schedule(),
                        training.regularization(),
                        training.batchSize(),
                        Shuffle.EVERY_EPOCH,
                        training.seed()));
    }

    @Test
    void accuracyAndConfusionCountEveryPixel() {
        TrainingSpec spec = spec(Generator.LESIONS16, 0.003, new Dense(256, Activation.SIGMOID, true));
        SampleSet test = SampleSource.samples(spec).test();
        try (var session = Specs.open(spec)) {
            session.advance(new Slice(5, Long.MAX_VALUE));

            var metrics = (Metrics.Classification) session.metrics();

            float[][] outputs = session.predict(test.x());
            var counts = new int[2][2];
            for (int i = 0; i < outputs.length; i++) {
                for (int pixel = 0; pixel < 256; pixel++) {
                    counts[(int) test.y()[i][pixel]][outputs[i][pixel] >= 0.5 ? 1 : 0]++;
                }
            }
            assertThat(metrics.testConfusion()).isDeepEqualTo(counts);
            assertThat(metrics.testAccuracy())
                    .isEqualTo((double) (counts[0][0] + counts[1][1]) / (256 * outputs.length));
        }
    }

    @Test
    void aNeighbourhoodMarksLesionsThatASinglePixelDoesNot() {
        double ofPixels = diceAfter(30, spec(Generator.LESIONS16, 0.1, EACH_PIXEL));
        double ofNeighbourhoods =
                diceAfter(30, spec(Generator.LESIONS16, 0.01, NEIGHBOURHOODS, NEIGHBOURHOODS, EACH_PIXEL));

        assertThat(ofPixels).isBetween(0.3, 0.65);
        assertThat(ofNeighbourhoods).isBetween(0.85, 0.95);
    }

    /** The mean cross-entropy of a threshold is least where much is missed, because most pixels are background. */
    @Test
    void theDiceLossMarksMoreOfTheLesionsThanTheCrossEntropy() {
        TrainingSpec crossEntropy = spec(Generator.LESIONS16, 0.1, EACH_PIXEL);

        double byDice = diceAfter(30, Specs.withLoss(crossEntropy, Task.CLASSIFICATION, Loss.DICE));

        assertThat(byDice).isGreaterThan(diceAfter(30, crossEntropy) + 0.03);
    }

    /** 2 TP / (2 TP + FP + FN) of all pixels of the test set. */
    private static double diceAfter(int epochs, TrainingSpec spec) {
        try (var session =
                Specs.open(spec.withNetwork(new Network(spec.network().layers(), new Initializer.He(3))))) {
            session.advance(new Slice(epochs, Long.MAX_VALUE));
            int[][] counts = ((Metrics.Classification) session.metrics()).testConfusion();
            return 2.0 * counts[1][1] / (2.0 * counts[1][1] + counts[0][1] + counts[1][0]);
        }
    }

    @Test
    void theDiagnosisDoesNotCompareWithOtherModels() {
        TrainingSpec spec = DEFAULTS.of(Generator.LESIONS16, 3);

        assertThat(AttainableErrors.of(spec, SampleSource.samples(spec).train()))
                .isEmpty();
    }

    @Test
    void aDenseNetworkLearnsMostDigits() {
        TrainingSpec spec = spec(
                Generator.DIGITS8, 0.01, new Dense(32, Activation.RELU, true), new Dense(10, Activation.SOFTMAX, true));
        try (var session =
                Specs.open(spec.withNetwork(new Network(spec.network().layers(), new Initializer.He(3))))) {
            session.advance(new Slice(40, Long.MAX_VALUE));

            assertThat(((Metrics.Classification) session.metrics()).testAccuracy())
                    .isBetween(0.6, 0.95);
        }
    }
}
