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
import org.nnplayground.spec.layer.Layer;
import org.nnplayground.spec.layer.PlacedLayer;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.model.Model;
import org.nnplayground.spec.model.Rbm;
import tools.jackson.databind.JsonNode;

/**
 * Reads a complete and valid {@link TrainingSpec} from JSON: fields that are absent get their defaults, seeds that are
 * absent are drawn, and all violations are reported at once. Fields, ranges and defaults are those of
 * {@link TrainingSpec#definition}; rules that combine fields are in {@link SpecRules}.
 */
public final class SpecReader {

    private static final LongSupplier NO_SEEDS = () -> {
        throw new IllegalStateException("a model has no seed");
    };

    private final SpecCatalog catalog;
    private final SpecRules rules;
    private final DataReader data;
    private final LayerReader layers;
    private final InitializerReader initializer;
    private final TrainingReader training;

    /** @param seeds draws seeds, each 0 to 2^53 - 1 */
    public SpecReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.rules = new SpecRules(catalog);
        this.data = new DataReader(catalog, seeds);
        this.layers = new LayerReader(catalog);
        this.initializer = new InitializerReader(seeds);
        this.training = new TrainingReader(catalog, seeds);
    }

    /**
     * A body that is a spec.
     *
     * @throws PlaygroundException of type {@code invalid-request}, with every violation
     */
    public TrainingSpec read(JsonNode body) {
        var violations = new Violations();
        TrainingSpec spec = read(JsonFields.of(body, "", violations));
        violations.throwIfAny();
        return valid(spec);
    }

    /** A value that a reader returned, after {@link Violations#throwIfAny}: then it is not null. */
    public static <T> T valid(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a value is missing although there is no violation");
        }
        return value;
    }

    /** A spec that is a part of a body; null after a violation. */
    public @Nullable TrainingSpec read(JsonFields json) {
        Violations violations = json.violations();
        long before = violations.count();
        Model model = json.choice("model", catalog.models(), Model.NETWORK);
        Rbm rbm = model == Model.RBM ? rbm(json.object("rbm")) : null;
        Task task = json.has("task") ? json.choice("task", catalog.tasks()) : null;
        boolean taskIsValid = violations.count() == before;
        DataReader.Given given = data.read(json.object("data"), task, model == null ? Model.NETWORK : model);
        if (!taskIsValid) {
            given = new DataReader.Given(null, given.task(), given.columns(), 0, 0);
        }
        Shape shape = given.data() == null
                ? Shape.of(Math.max(1, given.columns()))
                : given.data().shape();
        List<String> features = features(json, given.columns(), shape);
        given = given.withFeatures(features == null ? 0 : features.size());
        Shape input = shape.isFlat() && features != null ? Shape.of(features.size()) : shape;
        boolean known = features != null && (given.data() != null || shape.isFlat());
        Network network = network(json.object("network"), given, known ? input : null, rbm);
        Activation output = network == null ? null : network.outputActivation();
        Training read =
                training.read(json.object("training"), given.task(), output, rbm == null ? Model.NETWORK : Model.RBM);
        json.done(Message.of("thing.spec"));
        if (given.data() == null
                || features == null
                || network == null
                || read == null
                || violations.count() > before) {
            return null;
        }
        var spec = new TrainingSpec(given.task(), given.data(), features, network, read, rbm);
        rules.checkPretraining(json.object("training"), spec);
        rules.checkRbm(json, spec);
        return violations.count() > before ? null : spec;
    }

    private @Nullable Rbm rbm(JsonFields json) {
        var reader = new ObjectReader<>(json, Rbm.definition(catalog.limits()), NO_SEEDS);
        if (!Boolean.TRUE.equals(reader.read("persistent"))) {
            reader.set("chains", 1);
        }
        return reader.finish();
    }

    /**
     * @param columns 0 if unknown: then names cannot be checked
     * @param shape of a sample: a network takes all columns of a sequence or image
     */
    private @Nullable List<String> features(JsonFields fields, int columns, Shape shape) {
        Violations violations = fields.violations();
        long before = violations.count();
        JsonNode array = fields.array("features");
        if (array == null) {
            return columns == 0 || violations.count() > before ? null : catalog.defaultFeatures(columns);
        }
        if (array.isEmpty()) {
            fields.reject("features", Message.of("features.none"));
            return null;
        }
        List<String> allowed = columns == 0 ? List.of() : catalog.features(columns);
        var features = new ArrayList<String>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode node = array.get(i);
            String pointer = fields.pointer("features") + "/" + i;
            if (!node.isString()) {
                violations.add(pointer, Message.of("must.string", JsonValues.was(node)));
                continue;
            }
            String feature = node.stringValue();
            Message violation = featureViolation(feature, columns, allowed);
            if (violation != null) {
                violations.add(pointer, violation);
            } else if (features.contains(feature)) {
                violations.add(pointer, Message.of("features.twice", JsonValues.quoted(feature)));
            } else {
                features.add(feature);
            }
            if (features.size() > catalog.limits().columns()) {
                fields.reject(
                        "features",
                        Message.of("must.have-at-most", catalog.limits().columns()));
                return null;
            }
        }
        if (columns > 0 && !shape.isFlat() && !features.equals(catalog.defaultFeatures(columns))) {
            fields.reject("features", Message.of("features.shaped", columns, shape.toString()));
        }
        return columns == 0 || violations.count() > before ? null : features;
    }

    private @Nullable Message featureViolation(String feature, int columns, List<String> allowed) {
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

    /**
     * @param input shape of what the network takes; null if unknown
     * @param rbm the machine whose layers they are; null for layers of the client's choice
     */
    private @Nullable Network network(
            JsonFields json, DataReader.Given given, @Nullable Shape input, @Nullable Rbm rbm) {
        List<Layer> read = rbm == null ? layers.read(json, given, input) : layers.read(json, given, input, rbm);
        Network shapes = read == null ? null : new Network(read, new Initializer.Zeros(0));
        List<PlacedLayer> placed = shapes == null || input == null ? null : shapes.placed(input);
        Initializer initial = initializer.read(json.object("initializer"), placed);
        json.done(Message.of("thing.network"));
        if (read == null) {
            return null;
        }
        // If the initializer is invalid, the layers are still used to check the parameters and the loss.
        var network = new Network(read, initial == null ? new Initializer.Zeros(0) : initial);
        if (input != null) {
            rules.checkParameters(json, network.parameters(input));
        }
        return network;
    }
}
