package org.nnplayground.web.request;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nnplayground.engine.Device;
import org.nnplayground.job.Mode;
import org.nnplayground.job.RequestedDevice;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Training;

/**
 * Choices, ranges and defaults of the requests about jobs; {@code SpecCatalog} has those of a spec.
 *
 * @param maxRunSeconds maximum of the stop condition {@code maxSeconds}, and its default for batch jobs
 * @param present the devices of the trainers; supplied late, because PyTorch must be loaded to know them
 */
public record JobCatalog(Limits limits, int maxRunSeconds, Supplier<List<Device>> present) {

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

    public Choices<Arithmetic> arithmetics() {
        return Choices.of(Arithmetic.values());
    }

    public Choices<StepUnit> stepUnits() {
        return Choices.of(StepUnit.values());
    }

    public Choices<ResetSeed> resetSeeds() {
        return Choices.of(ResetSeed.values());
    }

    /** The stop condition {@code epochs}: completed epochs of the run. */
    public NumberField<Long> epochs() {
        return NumberField.wholeLong("epochs", 1, limits.epochs());
    }

    /** The stop condition {@code targetTestLoss}. */
    public NumberField<Double> targetTestLoss() {
        return NumberField.real("targetTestLoss", 0, 1e9);
    }

    /** The stop condition {@code patience}: epochs. */
    public NumberField<Long> patience() {
        return NumberField.wholeLong("patience", 1, limits.epochs()).publishedAs("stopPatience");
    }

    /** The stop condition {@code maxSeconds}: running time of one run. */
    public NumberField<Double> maxSeconds() {
        return NumberField.real("maxSeconds", 0, maxRunSeconds)
                .aboveMinimum()
                .describedAs("Of running, in this run: neither a pause nor a wait in the queue counts.");
    }

    /** 0 means as fast as possible; the default depends on the mode. */
    public NumberField<Double> epochsPerSecond() {
        return NumberField.real("epochsPerSecond", 0, 1000);
    }

    /** Of a change: there is no default, the old value stays. */
    public NumberField<Double> learningRate() {
        return Optimizer.learningRateField();
    }

    /** Of a change. */
    public NumberField<Double> regularizationRate() {
        return Regularization.RATE.named("regularizationRate");
    }

    /** Of a change. */
    public NumberField<Integer> batchSize() {
        return Training.batchSize(limits);
    }

    public NumberField<Integer> stepCount() {
        return NumberField.whole("count", 1, 1000).withDefault(1).publishedAs("stepCount");
    }

    /** Index of a mini-batch; a job may have fewer. */
    public NumberField<Integer> tracedBatch() {
        return NumberField.whole("batch", 0, limits.samples() - 1.0)
                .describedAs("Index of a batch of the epoch in progress or of the next.");
    }

    /** Index into the train samples; a job may have fewer. */
    public NumberField<Integer> tracedSample() {
        return NumberField.whole("sample", 0, limits.samples() - 1.0).describedAs("Index into the train samples.");
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
