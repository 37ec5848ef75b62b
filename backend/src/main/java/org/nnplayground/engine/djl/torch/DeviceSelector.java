package org.nnplayground.engine.djl.torch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.spec.TrainingSpec;

/**
 * Selects the device of a training. A GPU needs some 10 microseconds to launch each operation, however small it is, and
 * an update has about {@link #OPERATIONS_PER_LAYER} operations per layer. One CPU core does 6 operations for each
 * weight and sample, {@link #CORE_PER_MICROSECOND} per microsecond. The GPU is selected if the core would take longer
 * than the GPU's launches alone. The numbers are estimates: no GPU has been measured.
 *
 * @param present the devices of this machine, always including the CPU
 */
public record DeviceSelector(List<Device> present) {

    private static final double OPERATIONS_PER_LAYER = 6;
    private static final double MICROSECONDS_PER_START = 10;
    private static final double CORE_PER_MICROSECOND = 50_000;

    public DeviceSelector {
        present = List.copyOf(present);
    }

    /**
     * @param wanted null for the device that is likely to be faster
     * @throws IllegalArgumentException if the wanted device is not present
     */
    public Device select(TrainingSpec spec, @Nullable Device wanted) {
        if (wanted == null) {
            return present.contains(Device.GPU) && isWorthAGpu(spec) ? Device.GPU : Device.CPU;
        }
        if (!present.contains(wanted)) {
            throw new IllegalArgumentException("this machine has no " + wanted.wireName());
        }
        return wanted;
    }

    private static boolean isWorthAGpu(TrainingSpec spec) {
        double batch = Math.min(spec.training().batchSize(), spec.data().trainSamples());
        double ofCore = 6.0 * spec.multiplications() * batch / CORE_PER_MICROSECOND;
        double ofStarts = spec.network().layers().size() * OPERATIONS_PER_LAYER * MICROSECONDS_PER_START;
        return ofCore > ofStarts;
    }
}
