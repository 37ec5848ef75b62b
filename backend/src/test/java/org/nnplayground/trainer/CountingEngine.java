package org.nnplayground.trainer;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.ComputeContext;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.InactiveUnits;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.View;
import org.nnplayground.job.JobEndedException;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * A fake engine: the only parameter of its sessions counts epochs, and the loss of epoch e is 1 / (1 + e). It diverges
 * in the epoch after {@link #lastFiniteEpoch}.
 */
public final class CountingEngine implements TrainingEngine {

    public volatile long lastFiniteEpoch = Long.MAX_VALUE;
    public volatile boolean breaks;

    /** Whether the next evaluation of losses takes until it is interrupted. */
    public volatile boolean evaluatesForever;

    public volatile List<Device> devices = List.of(Device.CPU, Device.GPU);
    public final AtomicInteger openSessions = new AtomicInteger();
    public final AtomicInteger overlaps = new AtomicInteger();

    @Override
    public TrainingSession open(
            TrainingSpec spec,
            Arithmetic arithmetic,
            Samples samples,
            @Nullable Checkpoint checkpoint,
            ComputeContext workplace) {
        openSessions.incrementAndGet();
        return new CountingSession(spec, samples.train(), workplace, checkpoint == null ? 0 : checkpoint.epoch());
    }

    /** No session of this engine has a shape. */
    @Override
    public SessionGroup group(Object family, ComputeContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    @Override
    public Device device(TrainingSpec spec, @Nullable Device wanted) {
        if (wanted != null && !devices.contains(wanted)) {
            throw new IllegalArgumentException("no such device");
        }
        return wanted == null ? Device.CPU : wanted;
    }

    @Override
    public Parameters parameters(TrainingSpec spec, float[] flat) {
        return new Parameters(List.of(new LayerParameters(new float[][] {flat}, new float[0])));
    }

    @Override
    public Parameters initialParameters(TrainingSpec spec) {
        return parameters(spec, new float[1]);
    }

    /** One byte per sample. */
    @Override
    public SessionMemory estimate(TrainingSpec spec, Arithmetic arithmetic) {
        int samples = spec.data().samplesInAll();
        return new SessionMemory(samples, samples, 1, null);
    }

    /** The loss of each point as if its parameter were an epoch. */
    @Override
    public Losses[] losses(
            TrainingSpec spec, Samples samples, int count, IntFunction<float[]> points, Runnable yieldTurn) {
        return IntStream.range(0, count)
                .mapToObj(point -> lossesOf((long) points.apply(point)[0]))
                .toArray(Losses[]::new);
    }

    private static Losses lossesOf(long epoch) {
        return new Losses(1.0 / (1 + epoch), Double.NaN, 2.0 / (1 + epoch));
    }

    private final class CountingSession implements TrainingSession {

        private static final int MAX_EPOCHS_PER_SLICE = 10;

        private final AtomicInteger users = new AtomicInteger();
        private final SampleSet train;
        private final ComputeContext workplace;
        private Training training;
        private long epoch;
        private boolean open = true;

        CountingSession(TrainingSpec spec, SampleSet train, ComputeContext workplace, long epoch) {
            this.train = train;
            this.workplace = workplace;
            this.training = spec.training();
            this.epoch = epoch;
        }

        @Override
        public SampleSet trainSamples() {
            return train;
        }

        @Override
        public Device device() {
            return workplace.device();
        }

        @Override
        public Position position() {
            return new Position(epoch, 0, 1);
        }

        @Override
        public long updates() {
            return epoch;
        }

        @Override
        public long parametersOf() {
            return epoch;
        }

        @Override
        public Losses losses() {
            try {
                while (evaluatesForever) {
                    workplace.yieldTurn().run();
                }
            } catch (JobEndedException interrupted) {
                evaluatesForever = false;
                throw interrupted;
            }
            return lossesOf(epoch);
        }

        @Override
        public double learningRate() {
            return training.optimizer().learningRate();
        }

        @Override
        public Advance advance(Slice slice) {
            if (users.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            if (breaks) {
                throw new IllegalStateException("the engine broke");
            }
            long from = epoch + 1;
            long until = Math.min(Math.min(slice.untilEpoch(), epoch + MAX_EPOCHS_PER_SLICE), lastFiniteEpoch);
            boolean diverges = slice.untilEpoch() > lastFiniteEpoch && until == lastFiniteEpoch;
            var losses = LongStream.rangeClosed(from, until)
                    .mapToObj(CountingEngine::lossesOf)
                    .toArray(Losses[]::new);
            epoch = Math.max(epoch, until);
            users.decrementAndGet();
            return new Advance(from, losses, diverges ? new Divergence(epoch + 1, losses().train()) : null);
        }

        @Override
        public void retune(Training training, boolean freshRate) {
            this.training = training;
        }

        @Override
        public Parameters parameters() {
            return new Parameters(List.of(new LayerParameters(new float[][] {{epoch}}, new float[] {0})));
        }

        @Override
        public Gradients gradientsOfTrainSet() {
            return new Gradients(losses().train(), parameters().layers());
        }

        @Override
        public Gradients gradientsOfBatch(int index) {
            return gradientsOfTrainSet();
        }

        @Override
        public Trace traceOfBatch(int index) {
            return traceOfSample(index);
        }

        @Override
        public Trace traceOfSample(int index) {
            return new Trace(
                    new int[] {index},
                    new float[1][2],
                    new float[1][1],
                    List.of(),
                    new float[1],
                    parameters(),
                    gradientsOfTrainSet(),
                    null);
        }

        @Override
        public float[][] predict(double[][] x) {
            return new float[x.length][1];
        }

        @Override
        public Boundary boundary(View.Grid grid) {
            return boundary(grid.resolution(), grid.column1(), grid.column2());
        }

        @Override
        public Boundary boundary(int resolution, int column1, int column2) {
            return new Boundary(
                    resolution,
                    List.of("x1", "x2"),
                    new double[][] {{-6, 6}, {-6, 6}},
                    -1,
                    1,
                    new float[1][resolution * resolution]);
        }

        @Override
        public Boundary boundary(int resolution, int column1, int column2, int layer, int unit) {
            return boundary(resolution, column1, column2);
        }

        @Override
        public Metrics metrics() {
            return new Metrics.Regression(losses().train(), losses().test(), 0, 0);
        }

        @Override
        public List<InactiveUnits> inactiveUnits() {
            return List.of();
        }

        @Override
        public void replace(Parameters parameters) {}

        @Override
        public @Nullable Best best() {
            return null;
        }

        @Override
        public void restoreBest() {}

        @Override
        public void clearBest() {}

        @Override
        public Checkpoint checkpoint() {
            return new Checkpoint(epoch, 0, new float[] {epoch}, new float[0]);
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                openSessions.decrementAndGet();
            }
        }
    }
}
