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
 * Choices, ranges and defaults of the requests about jobs; {@code SpecCatalog} has those of a spec.
 *
 * @param present the devices of the trainers; supplied late, because PyTorch must be loaded to know them
 */
public record JobCatalog(Limits limits, Supplier<List<Device>> present) {

    public static final int MAX_NAME_LENGTH = 200;
    public static final int MAX_LABELS = 16;
    public static final int MAX_LABEL_KEY_LENGTH = 64;
    public static final int MAX_LABEL_VALUE_LENGTH = 256;
    public static final int MAX_URL_LENGTH = 2048;

    private static final long BATCH_EPOCHS = 1000;
    private static final double LIVE_PACE = 60;

    public Choices<Mode> modes() {
        return Choices.of(Mode.values());
    }

    /** The devices that a trainer has. */
    public Choices<RequestedDevice> devices() {
        List<Device> devices = present.get();
        var available = Stream.of(RequestedDevice.values())
                .filter(device -> device.device() == null || devices.contains(device.device()))
                .toList();
        return new Choices<>(available, Set.copyOf(allDevices().names()));
    }

    /** All devices that the API knows. */
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

    /** The stop condition {@code maxSeconds}: running time of one run, at most a day. */
    public Quantity maxSeconds() {
        return new Quantity("maxSeconds", false, 0, true, 86_400, null);
    }

    /** 0 means as fast as possible; the default depends on the mode. */
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

    /** Default epochs of a batch job. */
    public long batchEpochs() {
        return Math.min(BATCH_EPOCHS, limits.epochs());
    }

    public double defaultPace(Mode mode) {
        return switch (mode) {
            case BATCH -> 0;
            case LIVE -> LIVE_PACE;
        };
    }
}
