package org.nnplayground.queue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nnplayground.engine.Device;
import org.nnplayground.job.Job;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;

/** Where jobs wait that the same trainers can take, first come, first served. */
public enum QueueName {
    LIVE(Mode.LIVE, false),
    BATCH(Mode.BATCH, false),
    /** Of jobs that must be trained on a GPU. */
    GPU_LIVE(Mode.LIVE, true),
    /** Of jobs that must be trained on a GPU. */
    GPU_BATCH(Mode.BATCH, true);

    private final Mode mode;
    private final boolean gpu;

    QueueName(Mode mode, boolean gpu) {
        this.mode = mode;
        this.gpu = gpu;
    }

    /** Its name in keys and meters, as {@code gpu-live}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static QueueName of(Job job) {
        boolean gpu = job.description().requestedDevice() == RequestedDevice.GPU;
        return switch (job.mode()) {
            case LIVE -> gpu ? GPU_LIVE : LIVE;
            case BATCH -> gpu ? GPU_BATCH : BATCH;
        };
    }

    /** The lines of a mode, whatever the device. */
    public static List<QueueName> of(Mode mode) {
        return Arrays.stream(values()).filter(line -> line.mode == mode).toList();
    }

    /** The lines of a mode whose jobs can be trained on these devices, those first that others can train less often. */
    public static List<QueueName> of(Mode mode, List<Device> devices) {
        boolean hasGpu = devices.contains(Device.GPU);
        return of(mode).stream()
                .filter(line -> hasGpu || !line.gpu)
                .sorted(Comparator.comparing(line -> !line.gpu))
                .toList();
    }
}
