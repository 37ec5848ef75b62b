package org.nnplayground.engine.djl.draws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.TrainingSpec;

class InitialParametersTest {

    private static List<LayerParameters> draw(Initializer initializer) {
        TrainingSpec spec = Specs.withInitializer(
                Specs.withLayers(
                        Specs.circle(),
                        Specs.layer(200, Activation.PRELU),
                        Specs.layer(300, Activation.TANH),
                        Specs.layer(1, Activation.TANH)),
                initializer);
        Layout layout = Layout.of(spec);
        return layout.unflatten(InitialParameters.draw(initializer, layout));
    }

    static Stream<Arguments> distributions() {
        return Stream.of(
                Arguments.of(new Initializer.Uniform(0.6, 0.1, 3), 0.6 / Math.sqrt(3), 0.6, 0.1),
                Arguments.of(new Initializer.Normal(0.7, -0.2, 3), 0.7, 5, -0.2),
                Arguments.of(new Initializer.Xavier(3), Math.sqrt(6.0 / 500) / Math.sqrt(3), Math.sqrt(6.0 / 500), 0.0),
                Arguments.of(new Initializer.He(3), Math.sqrt(2.0 / 200), 1, 0.0),
                Arguments.of(new Initializer.Lecun(3), Math.sqrt(1.0 / 200), 1, 0.0),
                Arguments.of(new Initializer.Constant(0.3, 3), 0, 0.3001, 0.0),
                Arguments.of(new Initializer.Zeros(3), 0, 1e-9, 0.0));
    }

    /** Of the layer with 200 inputs and 300 units. */
    @ParameterizedTest
    @MethodSource("distributions")
    void weightsAndBiasesFollowTheInitializer(Initializer initializer, double deviation, double bound, double bias) {
        LayerParameters layer = draw(initializer).get(1);
        var weights = new ArrayList<Float>();
        for (float[] row : layer.weights()) {
            for (float weight : row) {
                weights.add(weight);
            }
        }
        double mean = weights.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
        double variance = weights.stream()
                .mapToDouble(weight -> (weight - mean) * (weight - mean))
                .average()
                .orElseThrow();

        assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(0.02 * deviation + 1e-6));
        assertThat(weights).allMatch(weight -> Math.abs(weight) <= bound);
        assertThat(layer.biases()).containsOnly((float) bias);
    }

    @Test
    void everyWeightOfAConstantIsItsValue() {
        assertThat(draw(new Initializer.Constant(0.3, 3)).getFirst().weights()[7])
                .containsOnly(0.3f);
    }

    @Test
    void slopesStartAtAQuarterAndOtherActivationsHaveNone() {
        List<LayerParameters> layers = draw(new Initializer.Zeros(3));

        assertThat(layers.get(0).slope()).isEqualTo(0.25f);
        assertThat(layers.get(1).slope()).isNull();
    }
}
