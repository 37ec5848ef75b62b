package org.nnplayground.engine.djl.session;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.script.ParallelLossText;
import org.nnplayground.engine.djl.torch.Torch;
import org.nnplayground.spec.TrainingSpec;

/**
 * Evaluates the loss of one network at many parameter vectors, in native calls for many of them each, on the CPU. It
 * shares nothing with a training but compiled programs.
 */
public record ParallelLosses(ProgramCache programs) {

    /** Maximum number of floats in the activations of one call: 4 MiB, of which about half is used at the same time. */
    private static final int CALL_FLOATS = 1 << 20;

    /** Maximum number of multiplications and additions in one call: about 10 ms of one core. */
    private static final long CALL_OPERATIONS = 50_000_000;

    /** Maximum number of floats in the parameters of one call: 4 MiB. */
    private static final long CALL_PARAMETERS = 1 << 20;

    private static final int MAX_SAMPLES = 4096;

    /** As {@link org.nnplayground.engine.TrainingEngine#losses}. */
    public Losses[] of(TrainingSpec spec, Samples samples, int count, IntFunction<float[]> points, Runnable yieldTurn) {
        var layout = Layout.of(spec);
        var losses = new double[3][];
        try (var program = programs.lease(ParallelLossText.of(spec))) {
            var sets = new SampleSet[] {samples.train(), samples.validation(), samples.test()};
            for (int set = 0; set < sets.length; set++) {
                losses[set] = new double[count];
                if (sets[set].size() == 0) {
                    Arrays.fill(losses[set], Double.NaN);
                } else {
                    var evaluation = new Evaluation(
                            spec, layout, program.module(), samples.columns().size(), sets[set]);
                    evaluation.run(losses[set], points, yieldTurn);
                }
            }
        }
        var all = new Losses[count];
        for (int i = 0; i < count; i++) {
            all[i] = new Losses(losses[0][i], losses[1][i], losses[2][i]);
        }
        return all;
    }

    /** The evaluation of one set. */
    private record Evaluation(TrainingSpec spec, Layout layout, Torch.Module module, int columns, SampleSet set) {

        /** @param losses {@code [points]}, to which the mean losses are added; infinite where they are not finite */
        public void run(double[] losses, IntFunction<float[]> points, Runnable yieldTurn) {
            int size = (int) Math.clamp(CALL_FLOATS / layout.floats(), 1, MAX_SAMPLES);
            for (int from = 0; from < set.size(); from += size) {
                add(losses, from, Math.min(set.size(), from + size), points, yieldTurn);
            }
            LossText loss = LossText.of(spec.training().loss());
            double factor = loss.factor() * loss.scale(set.size(), layout.outputs());
            for (int i = 0; i < losses.length; i++) {
                double mean = factor * losses[i];
                losses[i] = Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
            }
        }

        private void add(double[] sums, int from, int to, IntFunction<float[]> points, Runnable yieldTurn) {
            int samples = to - from;
            var part = new SampleSet(Arrays.copyOfRange(set.x(), from, to), Arrays.copyOfRange(set.y(), from, to));
            float[] features = Feature.matrix(spec.inputs(), columns, part.x());
            float[] targets = Targets.of(spec).encode(part);
            int together = together(samples);
            try (var x = Torch.tensor(Device.CPU, features, spec.features().size() + 1, samples);
                    var y = Torch.tensor(Device.CPU, targets, layout.outputs(), samples)) {
                for (int first = 0; first < sums.length; first += together) {
                    if (first > 0 || from > 0) {
                        yieldTurn.run();
                    }
                    float[] found = call(first, Math.min(sums.length, first + together), points, x, y);
                    for (int i = 0; i < found.length; i++) {
                        sums[first + i] += found[i];
                    }
                }
            }
        }

        /** Number of points of one call. */
        private int together(int samples) {
            long fitting = Math.min(
                    CALL_FLOATS / (samples * layout.floats()), CALL_OPERATIONS / (samples * layout.multiplications()));
            return (int) Math.max(1, Math.min(fitting, CALL_PARAMETERS / layout.parameters()));
        }

        /** @return {@code [to - from]}, the summed losses */
        private float[] call(int from, int to, IntFunction<float[]> points, Torch.Value x, Torch.Value y) {
            int width = layout.parameters();
            var stacked = new float[(to - from) * width];
            for (int i = from; i < to; i++) {
                System.arraycopy(points.apply(i), 0, stacked, (i - from) * width, width);
            }
            try (var theta = Torch.tensor(Device.CPU, stacked, to - from, width);
                    var sums = module.call("losses", theta, x, y)) {
                return sums.floats();
            }
        }
    }
}
