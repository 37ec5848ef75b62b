package org.nnplayground.engine.djl.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nnplayground.engine.djl.ReferenceTraining;
import org.nnplayground.engine.djl.ReproducibilityTest;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;

class NetworkCompilerTest {

    static List<TrainingSpec> specs() {
        var specs = new ArrayList<>(ReproducibilityTest.specs());
        for (Activation activation : Activation.values()) {
            if (activation != Activation.SOFTMAX) {
                specs.add(Specs.withLayers(
                        Specs.circle(), new Dense(3, activation, true, 0.5), Specs.layer(1, Activation.TANH)));
            }
        }
        ReferenceTraining.all().forEach(reference -> specs.add(reference.spec()));
        return specs;
    }

    /** Such a tensor would lie in the processor's memory wherever the parameters are. */
    @ParameterizedTest
    @MethodSource("specs")
    void everyTensorIsCreatedOnTheSessionsDevice(TrainingSpec spec) {
        assertThat(NetworkCompiler.text(spec))
                .contains("torch.new_zeros(", "torch.new_ones(")
                .doesNotContainPattern(
                        "torch\\.(zeros|ones|empty|full|tensor|scalar_tensor|arange|eye|linspace|rand\\w*)\\(")
                .doesNotContain("device=");
    }

    @Test
    void specsThatDifferOnlyInDataAndRatesShareAProgram() {
        var other = Specs.circle().withTraining(Specs.training(0.5, Regularization.Type.NONE, 0, 25, Shuffle.NEVER));

        assertThat(NetworkCompiler.text(other)).isEqualTo(NetworkCompiler.text(Specs.circle()));
    }
}
