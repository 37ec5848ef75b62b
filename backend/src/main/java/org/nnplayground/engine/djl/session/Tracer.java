package org.nnplayground.engine.djl.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.Targets;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.Trace.Step;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.engine.djl.layout.Layout.Layer;
import org.nnplayground.engine.djl.script.LossText;
import org.nnplayground.engine.djl.session.BackwardPass.PassResult;
import org.nnplayground.spec.TrainingSpec;

/**
 * Builds traces from the results of the program's forward and backward pass.
 *
 * @param train the train set in its original order
 */
record Tracer(TrainingSpec spec, SampleSet train, Layout layout, SoloTrainer trainer) {

    Trace ofBatch(int index) {
        int[] samples = trainer.samplesOf(index);
        float[] disturbed = trainer.inputsOf(index);
        return trace(
                samples,
                disturbed.length > 0 ? disturbed : features(samples),
                trainer.traceOfBatch(index),
                trainer.drawsOf(index),
                new Step(
                        trainer.cursor().updates() + 1,
                        optimizerState(),
                        new Parameters(layout.unflatten(trainer.stateAfterStep(index)))));
    }

    Trace ofSample(int index) {
        int[] sample = {index};
        float[] features = features(sample);
        PassResult passed = trainer.program().backwardPass().traceOf(features, targets(sample));
        return trace(sample, features, passed, new float[0], null);
    }

    /** @param features {@code [features + 1][samples]}, row-major */
    private Trace trace(int[] samples, float[] features, PassResult passed, float[] masks, @Nullable Step step) {
        int n = samples.length;
        int units = layout.units();
        var layers = new ArrayList<Trace.Layer>();
        int first = 0;
        int mask = 0;
        for (Layer layer : layout.layers()) {
            boolean masked = layer.hasDropout() && masks.length > 0;
            layers.add(new Trace.Layer(
                    transpose(passed.rows(), first, layer.units(), n),
                    transpose(passed.rows(), units + first, layer.units(), n),
                    transpose(passed.rows(), 2 * units + first, layer.units(), n),
                    masked ? transpose(masks, mask, layer.units(), n) : null));
            first += layer.units();
            mask += masked ? layer.units() : 0;
        }
        float[] gradient = passed.gradient();
        return new Trace(
                samples,
                transpose(features, 0, layout.inputs(), n),
                transpose(targets(samples), 0, layout.outputs(), n),
                layers,
                losses(transpose(passed.rows(), 3 * units, layout.outputs(), n)),
                new Parameters(layout.unflatten(trainer.program().state())),
                new Gradients(gradient[layout.parameters()], layout.unflatten(gradient)),
                step);
    }

    private List<Parameters> optimizerState() {
        float[] state = trainer.program().state();
        int size = layout.parameters();
        return IntStream.rangeClosed(1, spec.training().optimizer().slots())
                .mapToObj(slot -> Arrays.copyOfRange(state, slot * size, (slot + 1) * size))
                .map(numbers -> new Parameters(layout.unflatten(numbers)))
                .toList();
    }

    /**
     * @param byOutput {@code [samples][outputs]}, the loss without its factor
     * @return {@code [samples]}, the loss of each sample
     */
    private float[] losses(float[][] byOutput) {
        LossText loss = LossText.of(spec.training().loss());
        var losses = new float[byOutput.length];
        for (int i = 0; i < losses.length; i++) {
            double sum = 0;
            for (float value : byOutput[i]) {
                sum += value;
            }
            losses[i] = (float) (sum * loss.factor() / loss.meanOver(layout.outputs()));
        }
        return losses;
    }

    /** @return {@code [features + 1][samples]}, row-major */
    private float[] features(int[] samples) {
        double[][] x = select(samples).x();
        return Feature.matrix(spec.inputs(), x[0].length, x);
    }

    /** @return {@code [outputs][samples]}, row-major */
    private float[] targets(int[] samples) {
        return Targets.of(spec).encode(select(samples));
    }

    private SampleSet select(int[] samples) {
        List<Integer> indices = Arrays.stream(samples).boxed().toList();
        return new SampleSet(
                indices.stream().map(i -> train.x()[i]).toArray(double[][]::new),
                indices.stream().map(i -> train.y()[i]).toArray(double[][]::new));
    }

    /**
     * @param rows {@code [height][samples]}, row-major
     * @return {@code [samples][count]}
     */
    private static float[][] transpose(float[] rows, int first, int count, int samples) {
        var transposed = new float[samples][count];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < samples; i++) {
                transposed[i][row] = rows[(first + row) * samples + i];
            }
        }
        return transposed;
    }
}
