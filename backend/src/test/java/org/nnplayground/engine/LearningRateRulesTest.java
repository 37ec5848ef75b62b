package org.nnplayground.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.engine.LearningRateRules.RelativeSize;
import org.nnplayground.spec.Optimizer;

class LearningRateRulesTest {

    private static LossTrend trained(int epochs, IntToDoubleFunction train) {
        return LossTrend.from(new Losses(train.applyAsDouble(0), Double.NaN, Double.NaN))
                .append(IntStream.rangeClosed(1, epochs)
                        .mapToObj(e -> new Losses(train.applyAsDouble(e), Double.NaN, Double.NaN))
                        .toArray(Losses[]::new));
    }

    // tooLarge

    @Test
    void aHighLossThatJumpsOrNeverFellAfterALargeUpdateMeansATooLargeRate() {
        assertThat(LearningRateRules.tooLarge(trained(100, epoch -> epoch % 2 == 0 ? 0.5 : 0.3), 0.5))
                .contains(Diagnosis.of(Type.LEARNING_RATE_TOO_LARGE));
        assertThat(LearningRateRules.tooLarge(trained(30, epoch -> 0.5), 0.5)).isPresent();
        assertThat(LearningRateRules.tooLarge(trained(30, epoch -> epoch == 0 ? 0.5 : 0.8), 0))
                .as("worse than at the start, whatever the last updates were")
                .isPresent();
    }

    @Test
    void aLowFallingOrRecentLossOrSmallUpdatesDoNot() {
        assertThat(LearningRateRules.tooLarge(trained(100, epoch -> epoch % 2 == 0 ? 0.5 : 0.3), 0.04))
                .as("small updates")
                .isEmpty();
        assertThat(LearningRateRules.tooLarge(trained(100, epoch -> epoch % 2 == 0 ? 0.5 : 0.04), 0.5))
                .as("reaches a low loss")
                .isEmpty();
        assertThat(LearningRateRules.tooLarge(trained(100, epoch -> epoch == 0 ? 0.5 : 0.3), 0.5))
                .as("has fallen, and is calm: a local optimum")
                .isEmpty();
        assertThat(LearningRateRules.tooLarge(trained(19, epoch -> 0.5), 0.5))
                .as("too young to tell")
                .isEmpty();
    }

    // tooSmall

    private static final RelativeSize SLOPE = new RelativeSize(0.1, 1e-6);

    @Test
    void aLossThatFallsSteadilyButVerySlowlyOnASlopeMeansATooSmallRate() {
        assertThat(LearningRateRules.tooSmall(trained(100, epoch -> 0.5 - 1e-5 * epoch), SLOPE))
                .contains(Diagnosis.of(Type.LEARNING_RATE_TOO_SMALL));
        assertThat(LearningRateRules.tooSmall(trained(1000, epoch -> 0.5 - 1e-5 * epoch), SLOPE))
                .isPresent();
    }

    @Test
    void aPlateauAFastOrEndingFallOrASmallGradientDoNot() {
        assertThat(LearningRateRules.tooSmall(trained(100, epoch -> 0.5), SLOPE))
                .as("plateau")
                .isEmpty();
        assertThat(LearningRateRules.tooSmall(trained(100, epoch -> 0.5 - 1e-3 * epoch), SLOPE))
                .as("fast enough")
                .isEmpty();
        assertThat(LearningRateRules.tooSmall(trained(100, epoch -> 0.5 + 1e-3 * Math.exp(-epoch)), SLOPE))
                .as("comes to an end")
                .isEmpty();
        assertThat(LearningRateRules.tooSmall(trained(100, epoch -> 0.5 - 1e-5 * epoch), new RelativeSize(0.001, 1e-6)))
                .as("flat: not the rate's fault")
                .isEmpty();
        assertThat(LearningRateRules.tooSmall(trained(100, epoch -> 0.5 - 1e-5 * epoch), new RelativeSize(0.1, 1e-3)))
                .as("large updates")
                .isEmpty();
        assertThat(LearningRateRules.tooSmall(trained(49, epoch -> 0.5 - 1e-5 * epoch), SLOPE))
                .as("too young to tell")
                .isEmpty();
    }

    // RelativeSize

    @Test
    void theSizeOfAnUpdateIsRelativeToTheParameters() {
        var parameters = new Parameters(List.of(new LayerParameters(new float[][] {{3}}, new float[] {4})));
        var gradients = new Gradients(1, List.of(new LayerParameters(new float[][] {{0.6f}}, new float[] {0.8f})));

        RelativeSize plain = RelativeSize.of(new Optimizer.Sgd(0.1), 0.1, gradients, parameters);
        RelativeSize momentum = RelativeSize.of(new Optimizer.Sgd(0.1, 0.9, false), 0.1, gradients, parameters);
        RelativeSize scaled = RelativeSize.of(new Optimizer.Rmsprop(0.1, 0.99), 0.1, gradients, parameters);

        assertThat(plain.gradient()).isCloseTo(0.2, within(1e-6));
        assertThat(plain.update()).isCloseTo(0.02, within(1e-6));
        assertThat(momentum.update()).isCloseTo(0.2, within(1e-6));
        assertThat(scaled.update()).isCloseTo(0.1 * Math.sqrt(2) / 5, within(1e-6));
    }
}
