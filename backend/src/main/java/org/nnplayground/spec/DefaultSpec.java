package org.nnplayground.spec;

import java.util.stream.Stream;

/** What a spec is that leaves everything to the catalogue's defaults. */
public record DefaultSpec(SpecCatalog catalog) {

    /**
     * The spec that says nothing but a generator.
     *
     * @param seed of data, initializer and training alike
     */
    public TrainingSpec of(Generator generator, long seed) {
        Task task = generator.task();
        Activation output = catalog.standardOutputActivation(task, generator.classes());
        var outputLayer = new Network.Layer(catalog.standardOutputs(generator.classes()), output, true);
        var layers = Stream.concat(catalog.standardHiddenLayers().stream(), Stream.of(outputLayer))
                .toList();
        return new TrainingSpec(
                task,
                new Data.Generated(
                        generator,
                        generator.standardSamples(),
                        catalog.noise().standardValue(),
                        catalog.trainFraction().standardValue(),
                        catalog.validationFraction().standardValue(),
                        seed),
                catalog.standardFeatures(generator.columns()),
                new Network(
                        layers,
                        new Initializer.Uniform(
                                catalog.initializerRange().standardValue(),
                                catalog.initializerBias().standardValue(),
                                seed)),
                new Training(
                        catalog.standardLoss(task, output),
                        new Optimizer.Sgd(catalog.learningRate().standardValue()),
                        new Schedule.Constant((int) catalog.warmupEpochs().standardValue()),
                        new Regularization(
                                Regularization.Type.NONE,
                                catalog.regularizationRate().standardValue()),
                        (int) catalog.batchSize().standardValue(),
                        Shuffle.NEVER,
                        seed));
    }

    /** The generator of a task's default spec. */
    public Generator generator(Task task) {
        return switch (task) {
            case CLASSIFICATION -> Generator.CIRCLE;
            case REGRESSION -> Generator.PLANE;
        };
    }
}
