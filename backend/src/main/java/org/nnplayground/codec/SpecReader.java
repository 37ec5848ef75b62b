package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Network;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;

/**
 * Turns the JSON of a spec into a complete and valid {@link TrainingSpec}: defaults are filled in from the catalogue,
 * seeds that are not given are drawn, and everything that is wrong is told at once. A check that needs several fields
 * is made only where each of them is right by itself, so that no fault is told twice.
 */
public final class SpecReader {

    private final SpecCatalog catalog;
    private final DataReader data;
    private final LayerReader layers;
    private final InitializerReader initializer;
    private final TrainingReader training;

    /** @param seeds draws seeds, each 0 to 2^53 - 1 */
    public SpecReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.data = new DataReader(catalog, seeds);
        this.layers = new LayerReader(catalog);
        this.initializer = new InitializerReader(catalog, seeds);
        this.training = new TrainingReader(catalog, seeds);
    }

    /**
     * A body that is a spec.
     *
     * @throws PlaygroundException of type {@code invalid-request}, with every fault
     */
    public TrainingSpec read(JsonNode body) {
        var faults = new Violations();
        TrainingSpec spec = read(JsonFields.of(body, "", faults));
        faults.throwIfAny();
        return valid(spec);
    }

    /** What a reader has made, once {@link Violations} has none: nothing is missing. */
    public static <T> T valid(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a fault was found and not told");
        }
        return value;
    }

    /** A spec that is a part of a body; null after a fault. */
    public @Nullable TrainingSpec read(JsonFields fields) {
        Violations faults = fields.faults();
        long before = faults.count();
        Task wanted = fields.choiceIfGiven("task", catalog.tasks());
        boolean taskRight = faults.count() == before;
        JsonFields dataFields = fields.object("data");
        DataReader.Given given = data.read(dataFields, wanted);
        if (!taskRight) {
            given = new DataReader.Given(null, given.task(), given.columns(), 0, 0);
        }
        List<String> features = features(fields, given.columns());
        Network network = network(fields.object("network"), given, features);
        Activation output = network == null ? null : network.outputActivation();
        Training read = training.read(fields.object("training"), given.task(), output);
        fields.done(Message.of("thing.spec"));
        if (given.data() == null || features == null || network == null || read == null || faults.count() > before) {
            return null;
        }
        return new TrainingSpec(given.task(), given.data(), features, network, read);
    }

    /** @param columns 0 if unknown: then names cannot be checked */
    private @Nullable List<String> features(JsonFields fields, int columns) {
        Violations faults = fields.faults();
        long before = faults.count();
        JsonNode array = fields.array("features");
        if (array == null) {
            return columns == 0 || faults.count() > before ? null : catalog.standardFeatures(columns);
        }
        if (array.isEmpty()) {
            fields.fault("features", Message.of("features.none"));
            return null;
        }
        List<String> allowed = columns == 0 ? List.of() : catalog.features(columns);
        var features = new ArrayList<String>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode node = array.get(i);
            String pointer = fields.pointer("features") + "/" + i;
            if (!node.isString()) {
                faults.add(pointer, Message.of("must.string", JsonValues.was(node)));
                continue;
            }
            String feature = node.stringValue();
            Message fault = featureFault(feature, columns, allowed);
            if (fault != null) {
                faults.add(pointer, fault);
            } else if (features.contains(feature)) {
                faults.add(pointer, Message.of("features.twice", JsonValues.quoted(feature)));
            } else {
                features.add(feature);
            }
            if (features.size() > catalog.limits().columns()) {
                fields.fault(
                        "features",
                        Message.of("must.have-at-most", catalog.limits().columns()));
                return null;
            }
        }
        return columns == 0 || faults.count() > before ? null : features;
    }

    private @Nullable Message featureFault(String feature, int columns, List<String> allowed) {
        if (columns == 0 || allowed.contains(feature)) {
            return null;
        }
        boolean announced = columns == 2 && catalog.planeFeatures().announced().contains(feature);
        Object names = columns > 10 ? Message.of("features.columns", columns) : allowed;
        return Message.of(
                announced ? "choice.announced" : "and",
                Message.of("choice.one-of", names),
                Message.of("was", JsonValues.quoted(feature)));
    }

    private @Nullable Network network(JsonFields fields, DataReader.Given given, @Nullable List<String> features) {
        List<Network.Layer> read = layers.read(fields, given);
        int inputs = features == null ? 0 : features.size();
        Initializer begin = initializer.read(fields.object("initializer"), read, inputs);
        fields.done(Message.of("thing.network"));
        if (read == null) {
            return null;
        }
        var network = new Network(read, begin == null ? new Initializer.Zeros(0) : begin);
        long parameters = network.parameters(inputs);
        if (parameters > catalog.limits().parameters()) {
            fields.fault(
                    "layers", Message.of("layers.parameters", catalog.limits().parameters(), parameters));
        }
        return network;
    }
}
