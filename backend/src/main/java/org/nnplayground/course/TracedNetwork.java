package org.nnplayground.course;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Trace;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Network.Layer;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * A network whose every parameter is given, with half the squared error as its loss.
 *
 * @param weights per layer {@code [units][inputs]}
 * @param biases per layer {@code [units]}, empty for a layer without bias
 * @param activations one a layer
 */
@SuppressWarnings("ArrayRecordComponent")
record TracedNetwork(double[][][] weights, double[][] biases, List<Activation> activations) {

    /**
     * The engine's pass forth and back of a batch.
     *
     * @param x {@code [samples][inputs]}
     * @param y {@code [samples][outputs]}
     */
    Trace trace(TrainingEngine engine, double[][] x, double[][] y) {
        TrainingSpec spec = spec(x, y);
        try (TrainingSession session = engine.open(spec, SampleSource.samples(spec), null)) {
            return session.traceOfBatch(0);
        }
    }

    private TrainingSpec spec(double[][] x, double[][] y) {
        var layers = new ArrayList<Layer>();
        for (int l = 0; l < weights.length; l++) {
            layers.add(new Layer(weights[l].length, activations.get(l), biases[l].length > 0));
        }
        List<Sample> samples = IntStream.range(0, x.length)
                .mapToObj(i -> new Sample(x[i], y[i]))
                .toList();
        return new TrainingSpec(
                Task.REGRESSION,
                new Data.Inline(samples, List.of(), List.of()),
                IntStream.rangeClosed(1, x[0].length).mapToObj(c -> "x" + c).toList(),
                new Network(layers, new Initializer.Explicit(weights, biases, 0)),
                new Training(
                        Loss.SQUARED_ERROR,
                        new Optimizer.Sgd(0),
                        new Schedule.Constant(0),
                        new Regularization(Regularization.Type.NONE, 0),
                        x.length,
                        Shuffle.NEVER,
                        0));
    }
}
