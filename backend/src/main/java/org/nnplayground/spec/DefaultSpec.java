package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nnplayground.spec.data.DataDefinitions;
import org.nnplayground.spec.layer.Dense;

/** Specs with the default of every field but the generator. */
public record DefaultSpec(SpecCatalog catalog) {

    /**
     * The spec that names nothing but a generator.
     *
     * @param seed of data, initializer and training
     */
    public TrainingSpec of(Generator generator, long seed) {
        Task task = generator.task();
        Activation output = catalog.defaultOutputActivation(task, generator.classes(), generator.labels());
        var layers = new ArrayList<>(catalog.defaultHiddenLayers());
        layers.add(new Dense(catalog.defaultOutputs(generator.classes(), generator.labels()), output, true));
        Data data = data(generator, catalog.limits(), seed);
        Limits limits = catalog.limits();
        return new TrainingSpec(
                task,
                data,
                catalog.defaultFeatures(data.columns()),
                Network.definition(limits).createWithDefaults(Map.of("layers", List.copyOf(layers)), seed),
                Training.definition(limits)
                        .createWithDefaults(Map.of("loss", catalog.defaultLoss(task, output)), seed));
    }

    private static Data data(Generator generator, Limits limits, long seed) {
        ObjectType<Data.Generated> type = DataDefinitions.generated(limits);
        int size = ((NumberField<?>) type.field("size")).defaultNumber().intValue();
        var values = Map.of(
                "generator", generator,
                "samples", generator.defaultSamples(size),
                "classes", generator.classes());
        return type.createWithDefaults(values, seed);
    }

    /** The generator of a task's default spec. */
    public Generator generator(Task task) {
        return switch (task) {
            case CLASSIFICATION -> Generator.CIRCLE;
            case REGRESSION -> Generator.PLANE;
        };
    }
}
