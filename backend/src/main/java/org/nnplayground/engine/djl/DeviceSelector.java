package org.nnplayground.engine.djl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.spec.TrainingSpec;

/**
 * Chooses what a training computes on. A GPU starts each operation some 10 microseconds after the one before, however
 * small it is, and an update has about {@link #OPERATIONS_PER_LAYER} of them a layer; one core of a processor takes 6
 * operations on each weight and sample, {@link #CORE_PER_MICROSECOND} a microsecond. A GPU is worth it where the core
 * would take longer than the GPU takes for the starts alone. The numbers are estimates: no GPU has been measured.
 *
 * @param present what this machine has, the processor always
 */
record DeviceSelector(List<Device> present) {

    private static final double OPERATIONS_PER_LAYER = 6;
    private static final double MICROSECONDS_PER_START = 10;
    private static final double CORE_PER_MICROSECOND = 50_000;

    DeviceSelector {
        present = List.copyOf(present);
    }

    /**
     * @param wanted null for whichever is likely to be faster
     * @throws IllegalArgumentException if the wanted one is not present
     */
    Device select(TrainingSpec spec, @Nullable Device wanted) {
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
        double ofCore = 6 * spec.parameters() * batch / CORE_PER_MICROSECOND;
        double ofStarts = spec.network().layers().size() * OPERATIONS_PER_LAYER * MICROSECONDS_PER_START;
        return ofCore > ofStarts;
    }
}
