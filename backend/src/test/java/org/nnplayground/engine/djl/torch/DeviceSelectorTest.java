package org.nnplayground.engine.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;

class DeviceSelectorTest {

    private static final DeviceSelector WITHOUT_GPU = new DeviceSelector(List.of(Device.CPU));
    private static final DeviceSelector WITH_GPU = new DeviceSelector(List.of(Device.CPU, Device.GPU));

    /** A million weights. */
    private static TrainingSpec wide(int batchSize) {
        return Specs.withLayers(
                        Specs.circle(),
                        Specs.layer(1000, Activation.RELU),
                        Specs.layer(1000, Activation.RELU),
                        Specs.layer(1, Activation.TANH))
                .withTraining(Specs.training(0.01, Regularization.Type.NONE, 0, batchSize, Shuffle.NEVER));
    }

    @Test
    void aPresentRequestedDeviceIsUsed() {
        assertThat(WITH_GPU.select(Specs.circle(), Device.GPU)).isEqualTo(Device.GPU);
        assertThat(WITH_GPU.select(wide(32), Device.CPU)).isEqualTo(Device.CPU);
        assertThat(WITHOUT_GPU.select(wide(32), Device.CPU)).isEqualTo(Device.CPU);
    }

    @Test
    void aMissingGpuIsRefused() {
        assertThatThrownBy(() -> WITHOUT_GPU.select(Specs.circle(), Device.GPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no gpu");
    }

    @Test
    void withoutARequestTheGpuIsUsedForLargeUpdatesOnly() {
        assertThat(WITH_GPU.select(wide(32), null)).isEqualTo(Device.GPU);
        assertThat(WITH_GPU.select(Specs.circle(), null)).isEqualTo(Device.CPU);
        assertThat(WITHOUT_GPU.select(wide(32), null)).isEqualTo(Device.CPU);
    }

    @Test
    void theSizeOfAnUpdateIsLimitedByBatchAndTrainSet() {
        TrainingSpec hundredThousandWeights = Specs.withLayers(
                Specs.circle(),
                Specs.layer(300, Activation.RELU),
                Specs.layer(300, Activation.RELU),
                Specs.layer(1, Activation.TANH));
        var one = hundredThousandWeights.withTraining(
                Specs.training(0.01, Regularization.Type.NONE, 0, 1, Shuffle.NEVER));
        var most = hundredThousandWeights.withTraining(
                Specs.training(0.01, Regularization.Type.NONE, 0, 4096, Shuffle.NEVER));

        assertThat(WITH_GPU.select(one, null)).isEqualTo(Device.CPU);
        assertThat(WITH_GPU.select(most, null)).isEqualTo(Device.GPU);
    }
}
