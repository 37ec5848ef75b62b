package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Specs with the default of every field but the generator. */
public record DefaultSpec(SpecCatalog catalog) {

    /**
     * The spec that names nothing but a generator.
     *
     * @param seed of data, initializer and training
     */
    public TrainingSpec of(Generator generator, long seed) {
        Task task = generator.task();
        Activation output = catalog.defaultOutputActivation(task, generator.classes());
        var layers = new ArrayList<>(catalog.defaultHiddenLayers());
        layers.add(new Network.Layer(catalog.defaultOutputs(generator.classes()), output, true));
        Limits limits = catalog.limits();
        return new TrainingSpec(
                task,
                data(generator, limits, seed),
                catalog.defaultFeatures(generator.columns()),
                Network.definition(limits).createWithDefaults(Map.of("layers", List.copyOf(layers)), seed),
                Training.definition(limits)
                        .createWithDefaults(Map.of("loss", catalog.defaultLoss(task, output)), seed));
    }

    private static Data data(Generator generator, Limits limits, long seed) {
        var values = new HashMap<String, Object>();
        values.put("generator", generator);
        values.put("samples", generator.defaultSamples());
        values.put("dimensions", generator.columns());
        values.put("classes", generator.classes());
        return Data.Generated.definition(limits).createWithDefaults(values, seed);
    }

    /** The generator of a task's default spec. */
    public Generator generator(Task task) {
        return switch (task) {
            case CLASSIFICATION -> Generator.CIRCLE;
            case REGRESSION -> Generator.PLANE;
        };
    }
}
