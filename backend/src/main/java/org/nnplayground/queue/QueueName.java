package org.nnplayground.queue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nnplayground.engine.Device;
import org.nnplayground.job.Job;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;

/** The queues, by what a trainer needs for their jobs. The order of each is that of {@link Turns}. */
public enum QueueName {
    LIVE(Mode.LIVE, false),
    BATCH(Mode.BATCH, false),
    /** Jobs that request a GPU. */
    GPU_LIVE(Mode.LIVE, true),
    /** Jobs that request a GPU. */
    GPU_BATCH(Mode.BATCH, true);

    private final Mode mode;
    private final boolean gpu;

    QueueName(Mode mode, boolean gpu) {
        this.mode = mode;
        this.gpu = gpu;
    }

    /** The name in metrics, such as {@code gpu-live}. */
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

    /** The queues of a mode, for all devices. */
    public static List<QueueName> of(Mode mode) {
        return Arrays.stream(values()).filter(queue -> queue.mode == mode).toList();
    }

    /** The queues of a mode whose jobs these devices can train; GPU queues first, because fewer trainers serve them. */
    public static List<QueueName> of(Mode mode, List<Device> devices) {
        boolean hasGpu = devices.contains(Device.GPU);
        return of(mode).stream()
                .filter(queue -> hasGpu || !queue.gpu)
                .sorted(Comparator.comparing(queue -> !queue.gpu))
                .toList();
    }
}
