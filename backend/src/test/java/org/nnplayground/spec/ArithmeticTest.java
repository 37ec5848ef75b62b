package org.nnplayground.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

class ArithmeticTest {

    private static TrainingSpec withLayers(int inputs, Activation activation, int... units) {
        TrainingSpec spec = Specs.xorTable();
        List<Layer> layers = IntStream.of(units)
                .<Layer>mapToObj(count -> new Dense(count, activation, true))
                .toList();
        List<String> features =
                IntStream.rangeClosed(1, inputs).mapToObj(i -> "x" + i).toList();
        var network = new Network(layers, spec.network().initializer());
        return new TrainingSpec(spec.task(), spec.data(), features, network, spec.training());
    }

    private static TrainingSpec withSamples(int train, int validation, int test) {
        TrainingSpec spec = Specs.xorTable();
        var sample = new Data.Sample(new double[] {0, 1}, new double[] {1});
        var data = new Data.Inline(
                Collections.nCopies(train, sample),
                Collections.nCopies(validation, sample),
                Collections.nCopies(test, sample));
        return new TrainingSpec(spec.task(), data, spec.features(), spec.network(), spec.training());
    }

    private static TrainingSpec with(Loss loss, Optimizer optimizer) {
        TrainingSpec spec = Specs.xorTable();
        Training t = spec.training();
        return spec.withTraining(
                new Training(loss, optimizer, t.schedule(), t.regularization(), t.batchSize(), t.shuffle(), t.seed()));
    }

    private static List<String> violations(TrainingSpec spec) {
        assertThat(Arithmetic.canShare(spec))
                .isEqualTo(Arithmetic.SharedShape.LIMITS.violations(spec).isEmpty());
        return Arithmetic.SharedShape.LIMITS.violations(spec).stream()
                .map(Message::toString)
                .toList();
    }

    @Test
    void aNetworkUpToTheLimitsCanShare() {
        assertThat(violations(withLayers(16, Activation.TANH, 16, 7, 1))).isEmpty(); // 272 + 119 + 8 = 399 parameters
        assertThat(violations(withSamples(1000, 500, 500))).isEmpty();
    }

    @Test
    void namesEverythingThatIsTooLarge() {
        assertThat(violations(withLayers(17, Activation.TANH, 18, 4, 1)))
                .containsExactly(
                        "must have at most 400 parameters for the arithmetic \"shared\", had 405",
                        "must have at most 16 units in each layer for the arithmetic \"shared\", had 18",
                        "must have at most 16 features for the arithmetic \"shared\", had 17");
        assertThat(violations(withSamples(1000, 500, 501)))
                .containsExactly("must have at most 2000 samples in total for the arithmetic \"shared\", had 2001");
    }

    @Test
    void theOutputLayerCounts() {
        assertThat(violations(withLayers(2, Activation.LINEAR, 2, 17)))
                .containsExactly("must have at most 16 units in each layer for the arithmetic \"shared\", had 17");
    }

    @ParameterizedTest
    @EnumSource
    void everyActivationButPreluCanShare(Activation activation) {
        List<String> violations = violations(withLayers(2, activation, 4, 4, 1));

        assertThat(violations)
                .isEqualTo(
                        activation == Activation.PRELU
                                ? List.of("prelu cannot be used with the arithmetic \"shared\"")
                                : List.of());
    }

    @ParameterizedTest
    @EnumSource
    void everyLossButDiceCanShare(Loss loss) {
        assertThat(violations(with(loss, new Optimizer.Sgd(0.1))))
                .isEqualTo(
                        loss == Loss.DICE ? List.of("dice cannot be used with the arithmetic \"shared\"") : List.of());
    }

    @Test
    void everyOptimizerButLionCanShare() {
        Stream<Optimizer> refused = Optimizers.EXAMPLES.stream()
                .filter(optimizer ->
                        !violations(with(Loss.SQUARED_ERROR, optimizer)).isEmpty());

        assertThat(refused).singleElement().isInstanceOf(Optimizer.Lion.class);
        assertThat(violations(with(Loss.SQUARED_ERROR, Optimizers.defaults("lion"))))
                .containsExactly("lion cannot be used with the arithmetic \"shared\"");
    }

    @Test
    void onlyWhatManyUsersTrainIsCommon() {
        TrainingSpec common = Specs.xorTable(4);
        Training training = common.training();
        Training withMomentum = new Training(
                training.loss(),
                new Optimizer.Sgd(0.3, 0.9, false),
                training.schedule(),
                training.regularization(),
                training.batchSize(),
                training.shuffle(),
                training.seed());
        Training withBatchesOfOne = new Training(
                training.loss(),
                training.optimizer(),
                training.schedule(),
                training.regularization(),
                1,
                training.shuffle(),
                training.seed());

        assertThat(Arithmetic.isCommon(common)).isTrue();
        assertThat(Arithmetic.isCommon(Specs.xorTable(5))).as("5 units").isFalse();
        assertThat(Arithmetic.isCommon(common.withTraining(withMomentum))).isFalse();
        assertThat(Arithmetic.isCommon(common.withTraining(withBatchesOfOne))).isFalse();
    }
}
