package org.nnplayground.engine.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.djl.draws.DropoutMasks;
import org.nnplayground.engine.djl.draws.VisitingOrder;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Optimizers;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * Trains in float64 by {@link ReferencePass}, parameter by parameter: what whole trainings are held against. With the
 * program it shares what is drawn (samples, order, masks), and no formula.
 */
final class ReferenceEpochs {

    private final TrainingSpec spec;
    private final Training training;
    private final Samples samples;
    private final List<Activation> activations;
    private final VisitingOrder order;
    private final DropoutMasks masks;
    private final Chunks batches;
    private final List<ReferencePass.Given> layers;
    private final List<Optimized> parameters = new ArrayList<>();

    private long epoch;
    private long updates;
    private double best = Double.POSITIVE_INFINITY;
    private int bad;
    private double reduction = 1;

    /** A number that is trained, with what the optimizer keeps of it. */
    private static final class Optimized {
        private final boolean isWeight;
        private final double[] state;
        private double value;

        Optimized(double value, boolean isWeight, int slots) {
            this.value = value;
            this.isWeight = isWeight;
            this.state = new double[slots];
        }
    }

    /** @param initial the untrained parameters */
    ReferenceEpochs(TrainingSpec spec, List<ReferencePass.Given> initial) {
        this.spec = spec;
        training = spec.training();
        int slots = training.optimizer().slots();
        samples = SampleSource.samples(spec);
        activations = spec.network().layers().stream()
                .map(layer -> layer.activation())
                .toList();
        order = VisitingOrder.of(training, samples.train().size());
        masks = new DropoutMasks(Layout.of(spec), training.seed());
        batches = new Chunks(samples.train().size(), training.batchSize());
        layers = new ArrayList<>(initial);
        for (ReferencePass.Given layer : initial) {
            for (double[] row : layer.weights()) {
                Arrays.stream(row).forEach(weight -> parameters.add(new Optimized(weight, true, slots)));
            }
            Arrays.stream(layer.biases()).forEach(bias -> parameters.add(new Optimized(bias, false, slots)));
            parameters.add(new Optimized(layer.slope(), false, slots));
        }
    }

    List<ReferencePass.Given> layers() {
        return layers;
    }

    /** Trains one more. */
    Losses next() {
        double rate = rate();
        int[] visited = order.visited(epoch);
        for (int b = 0; b < batches.count(); b++) {
            int from = b * batches.size();
            int[] indices = Arrays.copyOfRange(visited, from, from + batches.sizeOf(b));
            SampleSet train = samples.train();
            var batch = new SampleSet(
                    Arrays.stream(indices).mapToObj(i -> train.x()[i]).toArray(double[][]::new),
                    Arrays.stream(indices).mapToObj(i -> train.y()[i]).toArray(double[][]::new));
            update(pass(batch, masksOf(b)), rate);
        }
        epoch++;
        var losses = new Losses(loss(samples.train()), loss(samples.validation()), loss(samples.test()));
        if (training.schedule() instanceof Schedule.Plateau plateau) {
            if (losses.train() < best) {
                best = losses.train();
                bad = 0;
            } else if (++bad > plateau.patience()) {
                reduction *= plateau.factor();
                bad = 0;
            }
        }
        return losses;
    }

    private double rate() {
        double base = training.optimizer().learningRate();
        double full = switch (training.schedule()) {
            case Schedule.Constant constant -> base;
            case Schedule.Step step -> base * Math.pow(step.factor(), Math.floor((double) epoch / step.every()));
            case Schedule.Exponential exponential -> base * Math.pow(exponential.factor(), epoch);
            case Schedule.Cosine cosine ->
                cosine.minimum()
                        + (base - cosine.minimum())
                                * (1 + Math.cos(Math.PI * Math.min(epoch, cosine.epochs()) / cosine.epochs()))
                                / 2;
            case Schedule.Plateau plateau -> base * reduction;
        };
        int warmup = training.schedule().warmupEpochs();
        return warmup == 0 ? full : full * Math.min(1, (epoch + 1.0) / warmup);
    }

    private double loss(SampleSet set) {
        return set.size() == 0
                ? Double.NaN
                : pass(set, activations.stream().map(a -> new double[0][]).toList())
                        .loss();
    }

    private ReferencePass pass(SampleSet set, List<double[][]> masks) {
        int n = set.size();
        int columns = samples.columns().size();
        var available = Feature.available(columns);
        var x = new double[n][];
        var y = new double[n][spec.outputs()];
        float[] encoded = Targets.of(spec).encode(set);
        for (int i = 0; i < n; i++) {
            double[] raw = set.x()[i];
            x[i] = spec.features().stream()
                    .mapToDouble(
                            name -> Objects.requireNonNull(available.get(name)).of(raw))
                    .toArray();
            for (int o = 0; o < y[i].length; o++) {
                y[i][o] = encoded[o * n + i];
            }
        }
        return ReferencePass.of(layers, activations, training.loss(), masks, x, y);
    }

    private List<double[][]> masksOf(int batch) {
        float[] flat = masks.of(epoch, batches, batch, batch + 1);
        int n = batches.sizeOf(batch);
        var all = new ArrayList<double[][]>();
        int from = 0;
        for (Layout.Layer layer : masks.layout().layers()) {
            var of = new double[layer.hasDropout() ? n : 0][layer.units()];
            for (int u = 0; layer.hasDropout() && u < layer.units(); u++) {
                for (int i = 0; i < n; i++) {
                    of[i][u] = flat[from++];
                }
            }
            all.add(of);
        }
        return all;
    }

    private void update(ReferencePass pass, double rate) {
        updates++;
        int at = 0;
        for (int l = 0; l < layers.size(); l++) {
            ReferencePass.Layer gradient = pass.layers().get(l);
            ReferencePass.Given before = layers.get(l);
            var weights = new double[before.weights().length][before.weights()[0].length];
            for (int u = 0; u < weights.length; u++) {
                for (int k = 0; k < weights[u].length; k++) {
                    weights[u][k] = updated(parameters.get(at++), gradient.weightGradients()[u][k], rate);
                }
            }
            var biases = new double[before.biases().length];
            for (int u = 0; u < biases.length; u++) {
                biases[u] = updated(parameters.get(at++), gradient.biasGradients()[u], rate);
            }
            boolean slopes = activations.get(l) == Activation.PRELU;
            Optimized slope = parameters.get(at++);
            layers.set(
                    l,
                    new ReferencePass.Given(
                            weights, biases, slopes ? updated(slope, gradient.slopeGradient(), rate) : slope.value));
        }
    }

    private double updated(Optimized w, double gradient, double rate) {
        Regularization penalty = training.regularization();
        boolean shrinks = w.isWeight && penalty.type() == Regularization.Type.L1;
        double g = gradient + (w.isWeight && penalty.type() == Regularization.Type.L2 ? penalty.rate() * w.value : 0);
        w.value = Optimizers.update(training.optimizer(), w.value, g, w.state, rate, updates);
        if (shrinks) {
            w.value = Math.signum(w.value) * Math.max(Math.abs(w.value) - rate * penalty.rate(), 0);
        }
        return w.value;
    }
}
