package org.nnplayground.engine.djl.shared;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.OutputScale;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.session.AdamFactors;
import org.nnplayground.engine.djl.session.BoundaryGrids;
import org.nnplayground.engine.djl.session.EpochProgram;
import org.nnplayground.engine.djl.session.ProgramCache;
import org.nnplayground.engine.djl.torch.NativeMemory;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.Regularization;

/**
 * A compiled program of {@link SharedNetworkCompiler} with the tensors of up to {@code width} networks, each in a slot
 * of {@link SharedSlots}. Used by one thread at a time.
 *
 * <p>The results do not depend on slots, width or other networks; unused slots compute values that nobody reads.
 */
public final class SharedProgram implements AutoCloseable {

    /**
     * Widths are multiples of this. PyTorch adds up columns in blocks of four vectors, 32 floats with AVX2 and 64 with
     * AVX-512, and those after the last whole block in another order.
     */
    public static final int WIDTH_UNIT = 64;

    /** Maximum number of samples of one sum. Part of the definition of the shared arithmetic. */
    static final int PIECE = 50;

    /** Points of a grid that are evaluated at once. */
    static final int GRID_PART = 125;

    private static final int MAX_EPOCHS = 16;

    /** Maximum count of numbers in the orders, masks and times of one call, unless one epoch has more. */
    private static final long MAX_NUMBERS = 1L << 20;

    /** Grids whose pictures are kept. */
    static final int MAX_GRIDS = 2;

    /** Maximum number of points of a grid. */
    static final int MAX_POINTS = 200 * 200;

    private final NativeMemory memory = new NativeMemory();
    private final SharedShape shape;
    private final Layout layout;
    private final int width;
    private final int maxEpochs;
    private final Chunks batches;
    private final SharedShape.Parts trainParts;
    private final SharedShape.Parts parts;
    private final long[] bounds;
    private final long[] batchSizes;
    private final double[] scales;
    private final double[] factors;
    private final int trainChunks;
    private final @Nullable AdamFactors adam;
    private final boolean hasPenalty;

    private final Torch.Module module;
    private final SharedSlots slots;
    private final Torch.Buffer rates;
    private final Torch.Buffer penalties;
    private final Torch.Buffer active;
    private final Torch.Buffer times;
    private final Torch.Buffer orders;
    private final Torch.Buffer masks;
    private final Torch.Buffer losses;
    private final Torch.Value parameters;
    private final Torch.Value trainingBuffers;
    private final Torch.Value evaluationBuffers;
    private final Torch.Value trainSet;
    private final Torch.Value[] batchLists;
    private final Torch.Value[] evaluationLists;

    /** Tensors of evaluations, made when they are first needed. */
    private @Nullable Inspection inspection;

    private final Map<BoundaryGrids.Grid, Picture> pictures = new LinkedHashMap<>(16, 0.75f, true);

    /** Nanoseconds of an epoch, measured; 0 before the first call. */
    private double nanosecondsPerEpoch;

    private record Inspection(Torch.Buffer outputs, Torch.Buffer counts, Torch.Buffer gradient) {}

    private record Picture(
            SharedShape.Parts parts,
            Torch.Value rows,
            Torch.Value buffers,
            Torch.Buffer scale,
            Torch.Buffer shift,
            Torch.Buffer pixels)
            implements AutoCloseable {
        @Override
        public void close() {
            rows.close();
            buffers.close();
            scale.close();
            shift.close();
            pixels.close();
        }
    }

    /**
     * The work of one network in a call.
     *
     * @param losses {@code [epochs][3]}, to which the losses are added
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Assignment(SharedNetwork network, EpochProgram.Work work, float[] losses) {}

    /**
     * @param layout of the widest network
     * @param width maximum number of networks, a multiple of {@link #WIDTH_UNIT}
     */
    public SharedProgram(SharedShape shape, Layout layout, int width, ProgramCache cache) {
        this.width = width;
        this.shape = shape;
        this.layout = layout;
        var loss = LossText.of(shape.loss());
        batches = shape.batches();
        trainParts = shape.trainParts();
        parts = shape.evaluationParts();
        bounds = trainParts.bounds(batches.count());
        batchSizes = new long[batches.count()];
        scales = new double[batches.count()];
        for (int b = 0; b < scales.length; b++) {
            batchSizes[b] = batches.sizeOf(b);
            scales[b] = loss.derivativeFactor() * loss.scale(batchSizes[b], layout.outputs());
        }
        factors =
                new double[] {factor(loss, shape.train()), factor(loss, shape.validation()), factor(loss, shape.test())
                };
        trainChunks = (int) Arrays.stream(parts.group()).filter(set -> set == 0).count();
        adam = shape.update() instanceof SharedUpdateText.Adam of ? AdamFactors.of(of.beta1(), of.beta2()) : null;
        hasPenalty = shape.penalty() != Regularization.Type.NONE;
        long masksPerEpoch = masksPerEpoch(shape, layout);
        maxEpochs = maxEpochs(shape, layout, width);
        try {
            module = memory.hold(cache.lease(SharedNetworkCompiler.text(layout, shape)))
                    .module();
            slots = memory.hold(new SharedSlots(shape, layout, width));
            rates = floats(maxEpochs, width);
            penalties = floats(width);
            active = memory.hold(Torch.Buffer.booleans(maxEpochs, width));
            times = floats(adam == null ? 1 : (long) maxEpochs * batches.count(), 2, width);
            orders = memory.hold(
                    shape.reorders()
                            ? Torch.Buffer.longs(maxEpochs, shape.train(), width)
                            : Torch.Buffer.longs(1, 1, 1));
            masks = floats(Math.max(1, maxEpochs * masksPerEpoch), width);
            losses = floats(maxEpochs, 3, width);
            parameters = memory.hold(module.call("parameters", slots.state()));
            trainingBuffers = memory.hold(module.call("trainingBuffers", slots.state(), trainParts.sizes(), width));
            evaluationBuffers = memory.hold(module.call("evaluationBuffers", slots.state(), parts.sizes(), width));
            trainSet = memory.hold(
                    module.call("trainSet", slots.features(), slots.targets(), shape.train(), shape.reorders()));
            batchLists = memory.hold(module.call("batchSamples", trainSet, trainParts.low(), trainParts.high())
                    .unpack());
            evaluationLists =
                    memory.hold(module.call("samples", slots.features(), slots.targets(), parts.low(), parts.high())
                            .unpack());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static long masksPerEpoch(SharedShape shape, Layout layout) {
        return (long) layout.unitsWithDropout() * shape.train();
    }

    /** Maximum number of epochs in one call of such a program. */
    public static int maxEpochs(SharedShape shape, Layout layout, int width) {
        long numbers = numbersPerEpoch(shape, layout) + (shape.reorders() ? shape.train() : 0);
        return (int) Math.clamp(MAX_NUMBERS / Math.max(1, numbers * width), 1, MAX_EPOCHS);
    }

    /** Number of times and masks of a network in an epoch. */
    static long numbersPerEpoch(SharedShape shape, Layout layout) {
        return masksPerEpoch(shape, layout)
                + (shape.update().needsTime() ? 2L * shape.batches().count() : 0);
    }

    private Torch.Buffer floats(long... dimensions) {
        return memory.hold(Torch.Buffer.floats(dimensions));
    }

    private double factor(LossText loss, int samples) {
        return samples == 0 ? 0 : loss.factor() * loss.scale(samples, layout.outputs());
    }

    public int width() {
        return width;
    }

    /**
     * Whether these networks can be trained together: they have slots already, or its layout is theirs or the widest
     * one.
     */
    boolean hasPlaceFor(List<SharedNetwork> networks) {
        return layout.equals(shape.layout())
                || networks.stream()
                        .allMatch(network ->
                                slots.contains(network) || network.layout().equals(layout));
    }

    /** Measured duration of an epoch of all slots in nanoseconds; 0 if unknown. */
    public double nanosecondsPerEpoch() {
        return nanosecondsPerEpoch;
    }

    /**
     * Trains networks with one native call: all of them whole epochs, or all the same part of one.
     *
     * @param assignments at most {@link #width}, of different networks of this shape; each at most {@link #maxEpochs}
     */
    public void train(List<Assignment> assignments) {
        List<SharedNetwork> networks =
                assignments.stream().map(Assignment::network).toList();
        slots.load(networks);
        int epochs = 0;
        int fewest = Integer.MAX_VALUE;
        for (Assignment assignment : assignments) {
            int count = assignment.work().rates().length;
            epochs = Math.max(epochs, count);
            fewest = Math.min(fewest, count);
        }
        boolean isPartial = fewest < epochs;
        EpochProgram.Work first = assignments.getFirst().work();
        boolean reorders = shape.reorders() && first.toBatch() > first.fromBatch();
        restUnused(epochs);
        for (Assignment assignment : assignments) {
            write(assignment, epochs, reorders);
        }
        long start = System.nanoTime();
        module.call(
                        "train",
                        parameters,
                        slots.state(),
                        trainingBuffers,
                        batchLists[0],
                        batchLists[1],
                        batchLists[2],
                        trainParts.kind(),
                        bounds,
                        batchSizes,
                        trainParts.offset(),
                        scales,
                        evaluationBuffers,
                        evaluationLists[0],
                        evaluationLists[2],
                        parts.kind(),
                        parts.group(),
                        factors,
                        trainSet,
                        reorders,
                        orders.value(),
                        rates.value(),
                        penalties.value(),
                        isPartial,
                        active.value(),
                        slots.members(),
                        times.value(),
                        masks.value(),
                        epochs,
                        new long[] {first.fromBatch(), first.toBatch()},
                        new long[] {first.fromChunk(), first.toChunk()},
                        losses.value())
                .close();
        if (first.toBatch() - first.fromBatch() == batches.count()) {
            double took = (double) (System.nanoTime() - start) / epochs;
            nanosecondsPerEpoch = nanosecondsPerEpoch == 0 ? took : 0.8 * nanosecondsPerEpoch + 0.2 * took;
        }
        read(assignments);
    }

    /** Lets the networks in the program that are not trained in this call keep finite values. */
    private void restUnused(int epochs) {
        for (int slot = 0; slot < width; slot++) {
            if (!slots.isUsed(slot)) {
                slots.spoil(slot);
                for (int e = 0; e < epochs; e++) {
                    rates.memory().setAtIndex(JAVA_FLOAT, (long) e * width + slot, 0);
                }
            }
        }
    }

    private void write(Assignment assignment, int epochs, boolean reorders) {
        SharedNetwork network = assignment.network();
        EpochProgram.Work work = assignment.work();
        int slot = slots.of(network);
        int own = work.rates().length;
        for (int e = 0; e < epochs; e++) {
            long index = (long) e * width + slot;
            rates.memory().setAtIndex(JAVA_FLOAT, index, e < own ? (float) work.rates()[e] : 0);
            active.memory().setAtIndex(JAVA_BYTE, index, (byte) (e < own ? 1 : 0));
            for (int set = 0; set < 3; set++) {
                float before = e < own ? assignment.losses()[3 * e + set] : 0;
                losses.memory().setAtIndex(JAVA_FLOAT, (3L * e + set) * width + slot, before);
            }
        }
        if (hasPenalty) {
            penalties.memory().setAtIndex(JAVA_FLOAT, slot, (float) work.penalty());
        }
        AdamFactors ofTime = adam;
        if (ofTime != null) {
            writeTimes(work, slot, ofTime);
        }
        if (reorders) {
            int[] order = work.orders().length > 0 ? work.orders() : network.order();
            long index = slot;
            for (int sample : order) {
                orders.memory().setAtIndex(JAVA_LONG, index, sample);
                index += width;
            }
        }
        writeMasks(work, network.layout(), slot);
    }

    /** The masks of missing units have no meaning. */
    private void writeMasks(EpochProgram.Work work, Layout of, int slot) {
        float[] given = work.masks();
        long row = 0;
        int i = 0;
        for (int e = 0; e < work.rates().length && i < given.length; e++) {
            for (int b = work.fromBatch(); b < work.toBatch(); b++) {
                int samples = batches.sizeOf(b);
                for (int l = 0; l < layout.layers().size(); l++) {
                    if (layout.layers().get(l).hasDropout()) {
                        int count = of.layers().get(l).units() * samples;
                        for (int k = 0; k < count; k++) {
                            masks.memory().setAtIndex(JAVA_FLOAT, (row + k) * width + slot, given[i++]);
                        }
                        row += (long) layout.layers().get(l).units() * samples;
                    }
                }
            }
        }
    }

    private void writeTimes(EpochProgram.Work work, int slot, AdamFactors ofTime) {
        int updates = work.toBatch() - work.fromBatch();
        long index = slot;
        long t = work.updates();
        for (double rate : work.rates()) {
            for (int b = 0; b < updates; b++) {
                t++;
                times.memory().setAtIndex(JAVA_FLOAT, index, (float) (-rate * ofTime.ofMean(t)));
                times.memory().setAtIndex(JAVA_FLOAT, index + width, (float) ofTime.ofVariance(t));
                index += 2L * width;
            }
        }
    }

    private void read(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            SharedNetwork network = assignment.network();
            slots.readState(network);
            read(losses.memory(), slots.of(network), assignment.losses());
        }
    }

    /** Copies a column into an array. */
    private void read(MemorySegment from, int slot, float[] to) {
        long index = slot;
        for (int i = 0; i < to.length; i++) {
            to[i] = from.getAtIndex(JAVA_FLOAT, index);
            index += width;
        }
    }

    /**
     * The state of a network as a user sees it.
     *
     * @param outputs {@code [outputs][samples]}, of all sets
     * @param inactive {@code [units]}: for how many train samples each unit is inactive
     * @param gradient {@code [parameters]}, of the mean loss over the train set; null if it was not computed
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Evaluation(float[] outputs, float[] inactive, float @Nullable [] gradient) {}

    /** Evaluates networks at their present states. */
    List<Evaluation> inspect(List<SharedNetwork> networks, boolean withGradient) {
        slots.load(networks);
        Inspection of = inspection();
        module.call(
                        "inspect",
                        parameters,
                        evaluationBuffers,
                        evaluationLists[0],
                        parts.kind(),
                        trainChunks,
                        parts.low(),
                        parts.high(),
                        of.outputs.value(),
                        of.counts.value())
                .close();
        if (withGradient) {
            var loss = LossText.of(shape.loss());
            double scale = loss.derivativeFactor() * loss.scale(shape.train(), layout.outputs());
            try (var buffers = module.call("trainingBuffers", slots.state(), parts.sizes(), width)) {
                module.call(
                                "gradient",
                                parameters,
                                buffers,
                                evaluationLists[0],
                                evaluationLists[1],
                                evaluationLists[2],
                                parts.kind(),
                                trainChunks,
                                scale,
                                of.gradient.value())
                        .close();
            }
        }
        var all = new ArrayList<Evaluation>();
        for (SharedNetwork network : networks) {
            int slot = slots.of(network);
            var outputs = new float[layout.outputs() * shape.samples()];
            read(of.outputs.memory(), slot, outputs);
            float[] counts = counts(of.counts.memory(), slot, network.layout());
            float[] gradient = withGradient ? gradient(of.gradient.memory(), slot, slots.rows(network)) : null;
            all.add(new Evaluation(outputs, counts, gradient));
        }
        return all;
    }

    private float[] gradient(MemorySegment from, int slot, int[] indices) {
        var gradient = new float[indices.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = from.getAtIndex(JAVA_FLOAT, (long) indices[i] * width + slot);
        }
        return gradient;
    }

    private float[] counts(MemorySegment from, int slot, Layout of) {
        var counts = new float[of.units()];
        long row = 0;
        int i = 0;
        for (int l = 0; l < layout.layers().size(); l++) {
            for (int unit = 0; unit < of.layers().get(l).units(); unit++) {
                counts[i++] = from.getAtIndex(JAVA_FLOAT, (row + unit) * width + slot);
            }
            row += layout.layers().get(l).units();
        }
        return counts;
    }

    private Inspection inspection() {
        Inspection made = inspection;
        if (made == null) {
            made = new Inspection(
                    floats(layout.outputs(), shape.samples(), width),
                    floats(layout.units(), width),
                    floats(layout.parameters(), width));
            inspection = made;
        }
        return made;
    }

    /** A program of width 1 for {@link #picture}; its columns are too narrow for sums. */
    static SharedProgram forPictures(SharedNetwork network, ProgramCache cache) {
        return new SharedProgram(network.shape(), network.layout(), 1, cache);
    }

    /**
     * The outputs of networks on a grid, quantised as {@link org.nnplayground.engine.Boundary#quantised} defines it.
     *
     * @param grid with the features of these networks
     * @param features of the grid, {@code [features + 1, points]}
     * @return {@code [outputs * points]} of each network
     */
    List<byte[]> picture(List<SharedNetwork> networks, BoundaryGrids.Grid grid, Torch.Value features) {
        slots.load(networks);
        Picture on = pictures.get(grid);
        if (on == null) {
            on = newPicture(
                    grid.resolution() * grid.resolution(), grid.features().size(), features);
            pictures.put(grid, on);
            if (pictures.size() > MAX_GRIDS) {
                var oldest = pictures.entrySet().iterator();
                oldest.next().getValue().close();
                oldest.remove();
            }
        }
        for (SharedNetwork network : networks) {
            OutputScale scale = network.scale();
            double factor = 255 / (scale.maximum() - scale.minimum());
            int slot = slots.of(network);
            on.scale.memory().setAtIndex(JAVA_FLOAT, slot, (float) factor);
            on.shift.memory().setAtIndex(JAVA_FLOAT, slot, (float) (0.5 - scale.minimum() * factor));
        }
        module.call(
                        "picture",
                        parameters,
                        on.buffers,
                        on.rows,
                        on.parts.kind(),
                        on.parts.low(),
                        on.parts.high(),
                        on.scale.value(),
                        on.shift.value(),
                        on.pixels.value())
                .close();
        int points = grid.resolution() * grid.resolution();
        long evaluated = on.parts.high()[on.parts.count() - 1];
        var all = new ArrayList<byte[]>();
        for (SharedNetwork network : networks) {
            var bytes = new byte[layout.outputs() * points];
            for (int o = 0; o < layout.outputs(); o++) {
                long from = ((long) slots.of(network) * layout.outputs() + o) * evaluated;
                MemorySegment.copy(on.pixels.memory(), JAVA_BYTE, from, bytes, o * points, points);
            }
            all.add(bytes);
        }
        return all;
    }

    /**
     * A program of width 1 evaluates all points at once, and some more, so that their number is a multiple of vectors.
     */
    private Picture newPicture(int points, int inputs, Torch.Value features) {
        int evaluated = width == 1 ? Math.ceilDiv(points, WIDTH_UNIT) * WIDTH_UNIT : points;
        SharedShape.Parts of = SharedShape.Parts.of(List.of(evaluated), width == 1 ? evaluated : GRID_PART);
        return new Picture(
                of,
                module.call("grid", features, inputs, evaluated, of.low(), of.high()),
                module.call("evaluationBuffers", slots.state(), of.sizes(), width),
                Torch.Buffer.floats(width),
                Torch.Buffer.floats(width),
                Torch.Buffer.unsignedBytes(width, layout.outputs(), evaluated));
    }

    /**
     * The outputs of one network at any points.
     *
     * @param points {@code [features + 1, count]}
     * @return {@code [outputs][count]}
     */
    public float[] outputs(SharedNetwork network, Torch.Value points, int count) {
        slots.load(List.of(network));
        SharedShape.Parts of = SharedShape.Parts.of(List.of(count), GRID_PART);
        try (var rows = module.call("grid", points, network.layout().inputs(), count, of.low(), of.high());
                var buffers = module.call("evaluationBuffers", slots.state(), of.sizes(), width);
                var outputs = Torch.Buffer.floats(layout.outputs(), count, width)) {
            module.call("outputs", parameters, buffers, rows, of.kind(), of.low(), of.high(), outputs.value())
                    .close();
            var values = new float[layout.outputs() * count];
            read(outputs.memory(), slots.of(network), values);
            return values;
        }
    }

    /** Forgets a network that does not come back. */
    public void remove(SharedNetwork network) {
        slots.remove(network);
    }

    @Override
    public void close() {
        pictures.values().forEach(Picture::close);
        pictures.clear();
        memory.close();
    }
}
