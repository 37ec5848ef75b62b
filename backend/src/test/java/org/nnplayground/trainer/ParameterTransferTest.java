package org.nnplayground.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Specs;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

class ParameterTransferTest {

    private static TrainingSpec network(Layer... layers) {
        TrainingSpec spec = Specs.xorTable();
        return spec.withNetwork(new Network(List.of(layers), spec.network().initializer()));
    }

    private static Layer layer(int units, Activation activation) {
        return new Dense(units, activation, true);
    }

    /** A checkpoint with the parameters first, first + 1, .... */
    private static Checkpoint counting(TrainingSpec spec, int first) {
        var parameters = new float[(int) spec.parameters()];
        IntStream.range(0, parameters.length).forEach(i -> parameters[i] = first + i);
        return new Checkpoint(0, 0, parameters, new float[0]);
    }

    private static float[] kept(TrainingSpec earlier, TrainingSpec spec) {
        return ParameterTransfer.transfer(earlier, counting(earlier, 0), spec, counting(spec, 1000))
                .parameters();
    }

    @Test
    void layersOfTheSameShapeAlsoKeepTheirSlopes() {
        // 2-2-1: 6 weights and biases, 3 more, then the slopes 9 and 10.
        TrainingSpec both = network(layer(2, Activation.PRELU), layer(1, Activation.PRELU));
        TrainingSpec second = network(layer(2, Activation.TANH), layer(1, Activation.PRELU));
        TrainingSpec none = network(layer(2, Activation.TANH), layer(1, Activation.TANH));

        assertThat(kept(both, both)).isEqualTo(counting(both, 0).parameters());
        assertThat(kept(both, second)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 10);
        assertThat(kept(second, both)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 1009, 9);
        assertThat(kept(none, both)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 1009, 1010);
        assertThat(kept(both, none)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aLayerOfAnotherShapeStartsWithFreshParametersAndSlope() {
        TrainingSpec two = network(layer(2, Activation.PRELU), layer(1, Activation.PRELU));
        TrainingSpec three = network(layer(3, Activation.PRELU), layer(1, Activation.PRELU));

        assertThat(kept(two, three)).isEqualTo(counting(three, 1000).parameters());
    }

    @Test
    void anAdditionalLayerStartsWithFreshParameters() {
        TrainingSpec before = network(layer(2, Activation.PRELU), layer(2, Activation.PRELU));
        TrainingSpec after =
                network(layer(2, Activation.PRELU), layer(2, Activation.PRELU), layer(1, Activation.PRELU));

        float[] kept = kept(before, after);

        assertThat(Arrays.copyOf(kept, 12))
                .isEqualTo(Arrays.copyOf(counting(before, 0).parameters(), 12));
        assertThat(Arrays.copyOfRange(kept, 12, 18)).containsExactly(1012, 1013, 1014, 12, 13, 1017);
    }
}
