package org.nnplayground.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.dataset.AttainableErrors;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.engine.InactiveUnits.Kind;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

class DiagnosisRulesTest {

    private static final double NONE = Double.NaN;

    private static LossTrend trend(int epochs, IntToDoubleFunction train, IntToDoubleFunction test) {
        return LossTrend.from(new Losses(train.applyAsDouble(0), NONE, test.applyAsDouble(0)))
                .append(IntStream.rangeClosed(1, epochs)
                        .mapToObj(e -> new Losses(train.applyAsDouble(e), NONE, test.applyAsDouble(e)))
                        .toArray(Losses[]::new));
    }

    private static LossTrend trained(int epochs, IntToDoubleFunction train) {
        return trend(epochs, train, epoch -> NONE);
    }

    // lossStuck

    @Test
    void aHighConstantLossIsStuck() {
        assertThat(DiagnosisRules.lossStuck(trained(400, epoch -> epoch == 0 ? 0.6 : 0.5)))
                .contains(Diagnosis.of(Type.LOSS_STUCK));
        assertThat(DiagnosisRules.lossStuck(trained(1000, epoch -> 0.5 - 1e-6 * epoch)))
                .contains(Diagnosis.of(Type.LOSS_STUCK));
        assertThat(DiagnosisRules.lossStuck(trained(1000, epoch -> epoch % 7 == 0 ? 0.9 : 0.5)))
                .as("jumping up and down")
                .isPresent();
    }

    @Test
    void aFallingLowOrRecentLossIsNotStuck() {
        assertThat(DiagnosisRules.lossStuck(trained(1000, epoch -> 0.5 * Math.pow(0.9999, epoch))))
                .as("falls slowly")
                .isEmpty();
        assertThat(DiagnosisRules.lossStuck(trained(1000, epoch -> epoch == 0 ? 0.5 : 0.06)))
                .as("a tenth of the first")
                .isEmpty();
        assertThat(DiagnosisRules.lossStuck(trained(1000, epoch -> 0.04)))
                .as("little from the start")
                .isEmpty();
        assertThat(DiagnosisRules.lossStuck(trained(398, epoch -> 0.5)))
                .as("too young to tell")
                .isEmpty();
        assertThat(DiagnosisRules.lossStuck(trained(1000, epoch -> epoch == 900 ? 0.2 : 0.5)))
                .as("found something better lately")
                .isEmpty();
    }

    // overfitting

    @Test
    void aTestLossThatRisesWhileTheTrainLossFallsIsOverfitting() {
        LossTrend rising = trend(200, e -> 0.5 / (1 + e), e -> e < 50 ? 0.5 - 0.005 * e : 0.25 + 0.001 * (e - 50));

        assertThat(DiagnosisRules.overfitting(rising)).contains(Diagnosis.of(Type.OVERFITTING));
    }

    @Test
    void aNoisyOrSlightlyRisingTestLossIsNotOverfitting() {
        assertThat(DiagnosisRules.overfitting(trend(200, e -> 0.5 / (1 + e), e -> e % 10 == 0 ? 0.2 : 0.4)))
                .as("comes back to its best every ten epochs")
                .isEmpty();
        assertThat(DiagnosisRules.overfitting(trend(200, e -> 0.5 / (1 + e), e -> e == 50 ? 0.2 : 0.21)))
                .as("a twentieth above its best")
                .isEmpty();
        assertThat(DiagnosisRules.overfitting(trend(200, e -> 0.001 * e, e -> 0.002 * (e + 1))))
                .as("the train loss rises, too: the rate is too high")
                .isEmpty();
        assertThat(DiagnosisRules.overfitting(trend(200, e -> 0.5 / (1 + e), e -> e == 50 ? 0.001 : 0.003)))
                .as("both are next to nothing")
                .isEmpty();
        assertThat(DiagnosisRules.overfitting(trained(200, e -> 0.5 / (1 + e))))
                .as("nothing to watch")
                .isEmpty();
        assertThat(DiagnosisRules.overfitting(trend(10, e -> 0.5 / (1 + e), e -> 0.1 + 0.1 * e)))
                .as("too young to tell")
                .isEmpty();
    }

    // gradients

    /** One weight and one bias a layer. */
    private static Gradients gradients(double... byLayer) {
        return new Gradients(
                1,
                Arrays.stream(byLayer)
                        .mapToObj(g -> new LayerParameters(new float[][] {{(float) g}}, new float[] {0}))
                        .toList());
    }

    @Test
    void gradientsBelowAThousandthOfTheLargestVanish() {
        assertThat(DiagnosisRules.vanishingGradients(gradients(1e-8, 1e-4, 1e-2)))
                .as("up to which layer")
                .contains(new Diagnosis(Type.VANISHING_GRADIENTS, 0, List.of()));
        assertThat(DiagnosisRules.vanishingGradients(gradients(1e-9, 0.9e-5, 1e-2)))
                .contains(new Diagnosis(Type.VANISHING_GRADIENTS, 1, List.of()));
    }

    @Test
    void gradientsThatAreSmallEverywhereOrZeroDoNotVanish() {
        assertThat(DiagnosisRules.vanishingGradients(gradients(1e-9, 1e-8, 1e-7)))
                .isEmpty();
        assertThat(DiagnosisRules.vanishingGradients(gradients(0, 0, 1))).isEmpty();
        assertThat(DiagnosisRules.vanishingGradients(gradients(0, 0, 0))).isEmpty();
        assertThat(DiagnosisRules.vanishingGradients(gradients(2e-3, 1))).isEmpty();
    }

    @Test
    void aGradientNormAboveAHundredExplodesInItsLayer() {
        assertThat(DiagnosisRules.explodingGradients(gradients(101, 500, 3)))
                .contains(new Diagnosis(Type.EXPLODING_GRADIENTS, 1, List.of()));
        assertThat(DiagnosisRules.explodingGradients(gradients(99, 99, 99))).isEmpty();
    }

    // symmetricUnits

    private static Parameters network(float[][] first, float[] biases, float[][] second) {
        return new Parameters(
                List.of(new LayerParameters(first, biases), new LayerParameters(second, new float[] {0})));
    }

    @Test
    void unitsWithTheSameWeightsOnBothSidesAreSymmetric() {
        float[][] first = {{1, 2}, {3, 4}, {1, 2}, {0, 0}, {0, 0}};

        assertThat(DiagnosisRules.symmetricUnits(network(first, new float[5], new float[][] {{7, 7, 7, 5, 5}})))
                .containsExactly(new Diagnosis(Type.SYMMETRIC_UNITS, 0, List.of(0, 2, 3, 4)));
    }

    /** Equal units of a product of matrices can get sums that are rounded differently. */
    @Test
    void unitsThatDifferByRoundingOnlyAreSymmetric() {
        float next = Math.nextUp(1f);
        float[][] first = {{1, 2}, {3, 4}, {next, 2}};

        assertThat(DiagnosisRules.symmetricUnits(network(first, new float[3], new float[][] {{7, 5, 7.00001f}})))
                .containsExactly(new Diagnosis(Type.SYMMETRIC_UNITS, 0, List.of(0, 2)));
    }

    @Test
    void unitsThatDifferInAnyParameterAreNotSymmetric() {
        float[][] alike = {{1, 2}, {1, 2}};

        assertThat(DiagnosisRules.symmetricUnits(network(alike, new float[2], new float[][] {{7, 6}})))
                .isEmpty();
        assertThat(DiagnosisRules.symmetricUnits(network(alike, new float[] {0, 1e-3f}, new float[][] {{7, 7}})))
                .isEmpty();
        assertThat(DiagnosisRules.symmetricUnits(network(
                        new float[][] {{1, 2}, {1, 3}}, new float[2], new float[][] {{7, 7}})))
                .isEmpty();
    }

    // deadUnits and saturatedUnits

    private static Metrics accuracy(double share) {
        return new Metrics.Classification(share, share, new int[0][], new int[0][]);
    }

    @Test
    void inactiveOutputUnitsCountOnlyWhileTheScoreIsLow() {
        var hidden = new InactiveUnits(Kind.DEAD, 0, List.of(3));
        var output = new InactiveUnits(Kind.SATURATED, 1, List.of(0));

        assertThat(DiagnosisRules.inactiveUnits(List.of(hidden, output), 1, accuracy(0.5)))
                .containsExactly(
                        new Diagnosis(Type.DEAD_UNITS, 0, List.of(3)),
                        new Diagnosis(Type.SATURATED_UNITS, 1, List.of(0)));
        assertThat(DiagnosisRules.inactiveUnits(List.of(hidden, output), 1, accuracy(0.97)))
                .containsExactly(new Diagnosis(Type.DEAD_UNITS, 0, List.of(3)));
        assertThat(DiagnosisRules.inactiveUnits(List.of(output), 1, new Metrics.Regression(1, 1, NONE, NONE)))
                .hasSize(1);
    }

    // linearModel and missingFeatures

    private static TrainingSpec circle(Activation hidden) {
        TrainingSpec usual = new DefaultSpec(new SpecCatalog(Limits.STANDARD)).of(Generator.CIRCLE, 1);
        Network network = usual.network();
        return usual.withNetwork(
                new Network(List.of(new Dense(4, hidden, true), network.layers().getLast()), network.initializer()));
    }

    @Test
    void aLinearNetworkOnSamplesThatOtherModelsFitIsALinearModel() {
        var errors = new AttainableErrors(0.4, 0.02, 0.02);

        assertThat(DiagnosisRules.linearModel(circle(Activation.LINEAR), errors, () -> List.of("x1Squared")))
                .contains(new Diagnosis(Type.LINEAR_MODEL, null, List.of(), List.of("x1Squared")));
        assertThat(DiagnosisRules.linearModel(circle(Activation.TANH), errors, List::of))
                .isEmpty();
        assertThat(DiagnosisRules.linearModel(circle(Activation.LINEAR), new AttainableErrors(0.05, 0, 0), List::of))
                .as("a linear model fits")
                .isEmpty();
        assertThat(DiagnosisRules.linearModel(circle(Activation.LINEAR), new AttainableErrors(0.4, 0.3, 0.3), List::of))
                .as("noise, which no model fits")
                .isEmpty();
    }

    @Test
    void featuresThatLackWhatTheColumnsHaveAreMissing() {
        TrainingSpec both = circle(Activation.TANH);
        var one = new TrainingSpec(both.task(), both.data(), List.of("x2"), both.network(), both.training());

        assertThat(DiagnosisRules.missingFeatures(one, new AttainableErrors(0.5, 0.5, 0.02)))
                .contains(new Diagnosis(Type.MISSING_FEATURES, null, List.of(), List.of("x1")));
        assertThat(DiagnosisRules.missingFeatures(one, new AttainableErrors(0.5, 0.3, 0.3)))
                .isEmpty();
    }

    @Test
    void anErrorNearTheAttainableOneIsAttained() {
        var noisy = new AttainableErrors(0.5, 0.2, 0.2);

        assertThat(DiagnosisRules.isAttained(accuracy(0.78), noisy)).isTrue();
        assertThat(DiagnosisRules.isAttained(accuracy(0.7), noisy)).isFalse();
        assertThat(DiagnosisRules.isInaccurate(accuracy(0.89))).isTrue();
        assertThat(DiagnosisRules.isInaccurate(new Metrics.Regression(1, 1, NONE, NONE)))
                .as("constant targets")
                .isFalse();
    }

    @Test
    void theTrendKeepsTheLatestEpochs() {
        LossTrend one = trained(1000, e -> e);
        LossTrend many = LossTrend.from(new Losses(0, NONE, NONE));
        for (int e = 1; e <= 1000; e += 3) {
            many = many.append(IntStream.range(e, Math.min(e + 3, 1001))
                    .mapToObj(i -> new Losses(i, NONE, NONE))
                    .toArray(Losses[]::new));
        }

        assertThat(one.train()).hasSize(400).startsWith(601).endsWith(1000);
        assertThat(many.train()).isEqualTo(one.train());
        assertThat(trained(5, e -> e).train()).containsExactly(0, 1, 2, 3, 4, 5);
    }
}
