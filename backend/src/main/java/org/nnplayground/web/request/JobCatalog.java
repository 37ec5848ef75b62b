package org.nnplayground.web.request;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nnplayground.engine.Device;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Quantity;

/**
 * Choices, ranges and defaults of the requests about jobs, as {@code SpecCatalog} has those of a spec.
 *
 * @param present the devices of the machines that train; asked for late, as PyTorch must be loaded to know them
 */
public record JobCatalog(Limits limits, Supplier<List<Device>> present) {

    public static final int LONGEST_NAME = 200;
    public static final int MOST_LABELS = 16;
    public static final int LONGEST_LABEL_KEY = 64;
    public static final int LONGEST_LABEL_VALUE = 256;
    public static final int LONGEST_ADDRESS = 2048;

    private static final long BATCH_EPOCHS = 1000;
    private static final double LIVE_PACE = 60;

    public Choices<Mode> modes() {
        return Choices.of(Mode.values());
    }

    /** Those that a trainer has. */
    public Choices<RequestedDevice> devices() {
        List<Device> devices = present.get();
        var available = Stream.of(RequestedDevice.values())
                .filter(device -> device.device() == null || devices.contains(device.device()))
                .toList();
        return new Choices<>(available, Set.copyOf(allDevices().names()));
    }

    /** Those that there are anywhere. */
    public Choices<RequestedDevice> allDevices() {
        return Choices.of(RequestedDevice.values());
    }

    public Choices<StepUnit> stepUnits() {
        return Choices.of(StepUnit.values());
    }

    public Choices<ResetSeed> resetSeeds() {
        return Choices.of(ResetSeed.values());
    }

    /** The stop condition {@code epochs}: completed epochs of the run. */
    public Quantity epochs() {
        return new Quantity("epochs", true, 1, false, limits.epochs(), null);
    }

    /** The stop condition {@code targetTestLoss}. */
    public Quantity targetTestLoss() {
        return new Quantity("targetTestLoss", false, 0, false, 1e9, null);
    }

    /** The stop condition {@code patience}: epochs. */
    public Quantity patience() {
        return new Quantity("patience", true, 1, false, limits.epochs(), null);
    }

    /** The stop condition {@code maxSeconds}: of one run while it is running, at most a day. */
    public Quantity maxSeconds() {
        return new Quantity("maxSeconds", false, 0, true, 86_400, null);
    }

    /** 0 is as fast as it goes; the default is the mode's. */
    public Quantity epochsPerSecond() {
        return new Quantity("epochsPerSecond", false, 0, false, 1000, null);
    }

    public Quantity stepCount() {
        return new Quantity("count", true, 1, false, 1000, 1.0);
    }

    /** Index of a mini-batch; a job may have fewer. */
    public Quantity tracedBatch() {
        return new Quantity("batch", true, 0, false, limits.samples() - 1.0, null);
    }

    /** Index into the train samples; a job may have fewer. */
    public Quantity tracedSample() {
        return new Quantity("sample", true, 0, false, limits.samples() - 1.0, null);
    }

    /** Epochs of a batch job that does not say. */
    public long batchEpochs() {
        return Math.min(BATCH_EPOCHS, limits.epochs());
    }

    public double standardPace(Mode mode) {
        return switch (mode) {
            case BATCH -> 0;
            case LIVE -> LIVE_PACE;
        };
    }
}
