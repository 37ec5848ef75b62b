package org.nnplayground.codec;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.spec.Limits;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * {@code playground.limits.*}: the components of {@link Limits}. Null selects the value of {@link Limits#STANDARD}, but
 * not more memory than the machine allows.
 *
 * @param devices devices that jobs may request; null for those of this machine
 */
@ConfigurationProperties("playground.limits")
public record LimitSettings(
        @Nullable Integer layers,
        @Nullable Integer units,
        @Nullable Long parameters,
        @Nullable Integer samples,
        @Nullable Integer columns,
        @Nullable Long dataNumbers,
        @Nullable Integer classes,
        @Nullable Integer batchSize,
        @Nullable Double noise,
        @Nullable Long epochs,
        @Nullable Long streamedParameters,
        @Nullable Integer predictedSamples,
        @Nullable Long tracedNumbers,
        @Nullable DataSize body,
        @Nullable DataSize jobMemory,
        @Nullable DataSize memory,
        @Nullable DataSize jobHeap,
        @Nullable DataSize heap,
        @Nullable List<Device> devices) {

    private static final long HEAP_OF_IDLE_SERVER = 64L << 20;

    public Limits limits() {
        Limits defaults = Limits.STANDARD;
        long heapInAll = bytes(heap, Math.min(defaults.heapBytes(), halfOfHeap()));
        long inAll = bytes(memory, Math.min(defaults.memoryBytes(), machineAllows()));
        return new Limits(
                set(layers, defaults.layers()),
                set(units, defaults.units()),
                set(parameters, defaults.parameters()),
                set(samples, defaults.samples()),
                set(columns, defaults.columns()),
                set(dataNumbers, defaults.dataNumbers()),
                set(classes, defaults.classes()),
                set(batchSize, defaults.batchSize()),
                set(noise, defaults.noise()),
                set(epochs, defaults.epochs()),
                set(streamedParameters, defaults.streamedParameters()),
                set(predictedSamples, defaults.predictedSamples()),
                set(tracedNumbers, defaults.tracedNumbers()),
                bytes(body, defaults.bodyBytes()),
                bytes(jobMemory, Math.min(defaults.jobMemoryBytes(), inAll)),
                inAll,
                bytes(jobHeap, Math.min(defaults.jobHeapBytes(), heapInAll)),
                heapInAll);
    }

    /** Half of the Java heap that the server without requests does not use. */
    public static long halfOfHeap() {
        return Math.max(0, Runtime.getRuntime().maxMemory() - HEAP_OF_IDLE_SERVER) / 2;
    }

    private static long bytes(@Nullable DataSize configured, long defaultValue) {
        return configured == null ? defaultValue : configured.toBytes();
    }

    /** Half of the memory of the machine or container that the Java heap cannot use. */
    private static long machineAllows() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(0, machine.getTotalMemorySize() - Runtime.getRuntime().maxMemory()) / 2;
    }

    private static <T> T set(@Nullable T configured, T defaultValue) {
        return configured == null ? defaultValue : configured;
    }
}
