package org.nnplayground.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import org.nnplayground.dataset.Feature;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Targets;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/**
 * Training with DJL's {@code Trainer} as in DJL's documentation ("Train your first model"), without the progress bar:
 * {@code EasyTrain.trainBatch} and {@code step} for each batch, as in {@code EasyTrain.fit}, and {@code
 * EasyTrain.evaluateDataset} for the loss of both sets after each epoch.
 */
final class DjlTrainer implements AutoCloseable {

    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    private final Model model = Model.newInstance("mlp", Device.cpu(), "PyTorch");
    private final Trainer trainer;
    private final ArrayDataset train;
    private final ArrayDataset test;

    DjlTrainer(TrainingSpec spec) {
        var block = new SequentialBlock();
        for (Layer layer : spec.network().layers()) {
            block.add(Linear.builder().setUnits(((Dense) layer).units()).build());
            switch (layer.activation()) {
                case TANH -> block.add(Activation.tanhBlock());
                case RELU -> block.add(Activation.reluBlock());
                case SOFTMAX -> {} // part of the loss
                default -> throw new IllegalArgumentException("no baseline for " + layer.activation());
            }
        }
        model.setBlock(block);
        boolean classes = spec.outputs() > 1;
        var config = new DefaultTrainingConfig(classes ? Loss.softmaxCrossEntropyLoss() : Loss.l2Loss())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(optimizer(spec))
                .addTrainingListeners(TrainingListener.Defaults.basic());
        trainer = model.newTrainer(config);
        int batch = spec.training().batchSize();
        Samples samples = SampleSource.samples(spec);
        train = dataset(spec, samples.train(), batch, classes);
        test = dataset(spec, samples.test(), batch, classes);
        trainer.setMetrics(new Metrics());
        trainer.initialize(new Shape(batch, spec.features().size()));
    }

    private static Optimizer optimizer(TrainingSpec spec) {
        var rate = Tracker.fixed((float) spec.training().optimizer().learningRate());
        return switch (spec.training().optimizer()) {
            case org.nnplayground.spec.Optimizer.Sgd sgd ->
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optMomentum((float) sgd.momentum())
                        .build();
            case org.nnplayground.spec.Optimizer.Adam adam ->
                Optimizer.adam().optLearningRateTracker(rate).build();
            default -> throw new IllegalArgumentException("no baseline for this optimizer");
        };
    }

    private ArrayDataset dataset(TrainingSpec spec, SampleSet set, int batch, boolean classes) {
        int features = spec.features().size();
        int columns = set.x()[0].length;
        float[] rows = Feature.matrix(spec.features(), columns, set.x());
        NDArray x = manager.create(rows, new Shape(features + 1L, set.size()))
                .get(":" + features)
                .transpose()
                .duplicate();
        var labels = new float[set.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) set.y()[i][0];
        }
        float[] targets = classes ? labels : Targets.of(spec).encode(set);
        NDArray y = manager.create(targets, new Shape(set.size(), 1));
        return new ArrayDataset.Builder()
                .setData(x)
                .optLabels(y)
                .setSampling(batch, false)
                .build();
    }

    void epoch() {
        try {
            for (Batch batch : trainer.iterateDataset(train)) {
                EasyTrain.trainBatch(trainer, batch);
                trainer.step();
                batch.close();
            }
            EasyTrain.evaluateDataset(trainer, train);
            EasyTrain.evaluateDataset(trainer, test);
        } catch (IOException | TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
        manager.close();
    }
}
