package org.nnplayground.engine.djl;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.model.Rbm;

/** Specs for tests, each made from another by one change. */
public final class Specs {

    private static final DjlTrainingEngine ENGINE = new DjlTrainingEngine();

    private Specs() {}

    public static TrainingSession open(TrainingSpec spec) {
        return ENGINE.open(spec, SampleSource.samples(spec), null);
    }

    public static TrainingSession open(TrainingSpec spec, Checkpoint checkpoint) {
        return ENGINE.open(spec, SampleSource.samples(spec), checkpoint);
    }

    /** TensorFlow Playground's opening scene, with a batch size that leaves a smaller last batch. */
    public static TrainingSpec circle() {
        return new TrainingSpec(
                Task.CLASSIFICATION,
                new Data.Generated(Generator.CIRCLE, 150, 0.1, 0.5, 0.2, 1),
                List.of("x1", "x2"),
                new Network(
                        List.of(layer(4, Activation.TANH), layer(2, Activation.TANH), layer(1, Activation.TANH)),
                        new Initializer.Uniform(0.5, 0.1, 7)),
                training(0.03, Regularization.Type.NONE, 0, 10, Shuffle.EVERY_EPOCH));
    }

    public static Training training(
            double learningRate, Regularization.Type type, double rate, int batchSize, Shuffle shuffle) {
        return new Training(
                Loss.SQUARED_ERROR,
                new Optimizer.Sgd(learningRate),
                new Schedule.Constant(0),
                new Regularization(type, rate),
                batchSize,
                shuffle,
                7);
    }

    public static Layer layer(int units, Activation activation) {
        return new Dense(units, activation, true);
    }

    public static TrainingSpec withLayers(TrainingSpec spec, Layer... layers) {
        return spec.withNetwork(
                new Network(Arrays.asList(layers), spec.network().initializer()));
    }

    public static TrainingSpec withInitializer(TrainingSpec spec, Initializer initializer) {
        return spec.withNetwork(new Network(spec.network().layers(), initializer));
    }

    public static TrainingSpec withLoss(TrainingSpec spec, Task task, Loss loss) {
        Training training = spec.training();
        return new TrainingSpec(
                task,
                spec.data(),
                spec.features(),
                spec.network(),
                new Training(
                        loss,
                        training.optimizer(),
                        training.schedule(),
                        training.regularization(),
                        training.batchSize(),
                        training.shuffle(),
                        training.seed()));
    }

    public static TrainingSpec withData(TrainingSpec spec, Task task, Data data, String... features) {
        return new TrainingSpec(task, data, List.of(features), spec.network(), spec.training());
    }

    /** The same with disturbed inputs; of generated data. */
    public static TrainingSpec corrupted(TrainingSpec spec, Data.Corruption.Type type, double amount) {
        var data = (Data.Generated) spec.data();
        var corrupted = new Data.Generated(
                data.generator(),
                data.samples(),
                data.noise(),
                data.trainFraction(),
                data.validationFraction(),
                data.seed(),
                data.dimensions(),
                data.classes(),
                data.size(),
                data.steps(),
                data.curve(),
                data.target(),
                new Data.Corruption(type, amount),
                0,
                Scale.NONE);
        return new TrainingSpec(spec.task(), corrupted, spec.features(), spec.network(), spec.training());
    }

    /** A machine on the samples of the opening scene, which are not probabilities: only its bits are of interest. */
    public static TrainingSpec machine(Rbm rbm, Optimizer optimizer, Shuffle shuffle) {
        var data = (Data.Generated) circle().data();
        var inputs = new Data.Generated(
                data.generator(),
                data.samples(),
                data.noise(),
                data.trainFraction(),
                data.validationFraction(),
                data.seed(),
                data.dimensions(),
                data.classes(),
                data.size(),
                data.steps(),
                data.curve(),
                Data.Target.INPUT,
                Data.Corruption.NONE,
                0,
                Scale.NONE);
        return new TrainingSpec(
                Task.REGRESSION,
                inputs,
                List.of("x1", "x2"),
                new Network(rbm.layers(2), new Initializer.Normal(0.1, 0, 7)),
                new Training(
                        Loss.MEAN_SQUARED_ERROR,
                        optimizer,
                        new Schedule.Plateau(0, 0.8, 3),
                        new Regularization(Regularization.Type.L2, 0.001),
                        10,
                        shuffle,
                        7),
                rbm);
    }

    /** Regression on the given samples, each x with its y. */
    public static TrainingSpec regression(double[][] x, double[][] y, Initializer initializer, Layer... layers) {
        List<Sample> train = IntStream.range(0, x.length)
                .mapToObj(i -> new Sample(x[i], y[i]))
                .toList();
        String[] features =
                IntStream.rangeClosed(1, x[0].length).mapToObj(c -> "x" + c).toArray(String[]::new);
        var spec = withData(circle(), Task.REGRESSION, new Data.Inline(train, List.of(), List.of()), features);
        return withInitializer(withLayers(spec, layers), initializer);
    }

    /** The train loss after one parameter has moved by a step. */
    public static double lossAt(TrainingSpec spec, float[] parameters, int moved, float step) {
        float[] there = parameters.clone();
        there[moved] += step;
        try (var session = open(spec, new Checkpoint(0, 0, there, new float[0]))) {
            return session.losses().train();
        }
    }
}
