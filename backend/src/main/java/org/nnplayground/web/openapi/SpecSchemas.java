package org.nnplayground.web.openapi;

import static org.nnplayground.web.openapi.Schemas.array;
import static org.nnplayground.web.openapi.Schemas.bool;
import static org.nnplayground.web.openapi.Schemas.choice;
import static org.nnplayground.web.openapi.Schemas.names;
import static org.nnplayground.web.openapi.Schemas.number;
import static org.nnplayground.web.openapi.Schemas.object;
import static org.nnplayground.web.openapi.Schemas.of;
import static org.nnplayground.web.openapi.Schemas.reference;
import static org.nnplayground.web.openapi.Schemas.variants;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Choice;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Optimizer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;

/**
 * The schema of a spec, twice: {@code TrainingSpec} as a client may send it, where nearly everything has a default, and
 * {@code CompleteTrainingSpec} as the server answers with it, where nothing is left out. The second is a special case
 * of the first.
 */
@SuppressWarnings("rawtypes")
final class SpecSchemas {

    private final SpecCatalog catalog;
    private final String prefix;
    private final boolean complete;
    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    /** Component and field, with a dot in between, of what even a complete spec may lack. */
    private final Set<String> optional = new HashSet<>();

    private SpecSchemas(SpecCatalog catalog, boolean complete) {
        this.catalog = catalog;
        this.complete = complete;
        this.prefix = complete ? "Complete" : "";
    }

    /** Component schemas by name. */
    static Map<String, Schema> all(SpecCatalog catalog) {
        var schemas = new LinkedHashMap<String, Schema>();
        schemas.putAll(new SpecSchemas(catalog, false).build());
        schemas.putAll(new SpecSchemas(catalog, true).build());
        return schemas;
    }

    private Map<String, Schema> build() {
        var spec = new LinkedHashMap<String, Schema>();
        spec.put("task", choice(catalog.tasks()));
        spec.put("data", data());
        spec.put("features", features());
        spec.put("network", network());
        spec.put("training", training());
        add("TrainingSpec", spec, "data")
                .description(
                        complete
                                ? "What a job trains, complete."
                                : "What to train. What is left out takes its default; seeds are drawn.");
        return schemas;
    }

    /** Adds a component; what is required in a complete spec is all of it but {@link #optional}. */
    private Schema add(String name, Map<String, Schema> properties, String... required) {
        var all = new HashSet<>(properties.keySet());
        all.removeIf(field -> optional.contains(name + "." + field));
        Schema schema = object(properties, complete ? all : Set.of(required));
        schemas.put(prefix + name, schema);
        return schema;
    }

    private Schema component(String name) {
        return reference(prefix + name);
    }

    private Schema data() {
        var sources = new LinkedHashMap<String, String>();
        for (Data.Source source : catalog.sources().available()) {
            String name = switch (source) {
                case GENERATED -> generated();
                case INLINE -> inline();
            };
            sources.put(source.wireName(), prefix + name);
        }
        schemas.put(prefix + "Data", variants("source", sources));
        return component("Data");
    }

    private String generated() {
        var fields = constant("source", Data.Source.GENERATED);
        fields.put("generator", choice(catalog.generators()));
        fields.put(
                "samples",
                number(catalog.samples())
                        .description("All sets together. The default is the generator's; xorTable has its four."));
        fields.put("noise", number(catalog.noise()));
        fields.put("trainFraction", number(catalog.trainFraction()));
        fields.put("validationFraction", number(catalog.validationFraction()));
        fields.put("seed", number(catalog.seed()));
        fields.put("dimensions", number(catalog.dimensions()).description("Of clusters only: columns."));
        fields.put("classes", number(catalog.classes()).description("Of clusters only."));
        optional.addAll(List.of("GeneratedData.dimensions", "GeneratedData.classes"));
        add("GeneratedData", fields, "source", "generator");
        return "GeneratedData";
    }

    private String inline() {
        Limits limits = catalog.limits();
        Schema value = number(catalog.value());
        var sample = new LinkedHashMap<String, Schema>();
        sample.put("x", array(value, 1, limits.columns()));
        sample.put(
                "y",
                new JsonSchema()
                        .addOneOfItem(value)
                        .addOneOfItem(array(value, 1, limits.units()))
                        .description(
                                "A label from 0 in classification; in regression a number, or one for each output."));
        add("Sample", sample, "x", "y");
        var fields = constant("source", Data.Source.INLINE);
        fields.put("train", array(component("Sample"), 1, limits.samples()));
        fields.put("validation", array(component("Sample"), 0, limits.samples()));
        fields.put("test", array(component("Sample"), 0, limits.samples()));
        add("InlineData", fields, "source", "train");
        return "InlineData";
    }

    private Schema features() {
        return array(of("string"), 1, catalog.limits().columns())
                .uniqueItems(true)
                .description("Of data in the plane: "
                        + String.join(", ", catalog.planeFeatures().names())
                        + "; of others the columns x1 to xd. The default is the columns.");
    }

    private Schema network() {
        var layer = new LinkedHashMap<String, Schema>();
        layer.put("units", number(catalog.units()));
        Schema activation = choice(catalog.outputActivations());
        layer.put(
                "activation",
                complete
                        ? activation
                        : activation.description("Of a hidden layer the default is "
                                + catalog.standardActivation().wireName() + ", of the output layer "
                                + Activation.TANH.wireName() + ", with more than two classes "
                                + Activation.SOFTMAX.wireName() + ", in regression " + Activation.LINEAR.wireName()
                                + "."));
        layer.put("bias", bool(true));
        layer.put("dropout", number(catalog.dropout()).description("0 in the output layer."));
        add("Layer", layer, "units");
        var fields = new LinkedHashMap<String, Schema>();
        fields.put(
                "layers",
                array(component("Layer"), 1, catalog.limits().layers())
                        .description("Hidden layers first, the output layer last."));
        fields.put("initializer", initializer());
        add("Network", fields);
        return component("Network");
    }

    private Schema initializer() {
        var types = new LinkedHashMap<String, String>();
        for (Initializer.Type type : catalog.initializers().available()) {
            var fields = constant("type", type);
            var name = switch (type) {
                case UNIFORM -> {
                    fields.put("range", number(catalog.initializerRange()));
                    fields.put("bias", number(catalog.initializerBias()));
                    yield "UniformInitializer";
                }
                case NORMAL -> {
                    fields.put("standardDeviation", number(catalog.standardDeviation()));
                    fields.put("bias", number(catalog.initializerBias().withStandard(0)));
                    yield "NormalInitializer";
                }
                case XAVIER -> "XavierInitializer";
                case HE -> "HeInitializer";
                case LECUN -> "LecunInitializer";
                case ZEROS -> "ZerosInitializer";
                case CONSTANT -> {
                    fields.put("value", number(catalog.initializerValue()));
                    yield "ConstantInitializer";
                }
                case EXPLICIT -> {
                    Schema row = array(number(catalog.value()));
                    fields.put("weights", array(array(row)).description("[layers][units][inputs]"));
                    fields.put("biases", array(row).description("[layers][units], [] for a layer without bias"));
                    fields.put(
                            "slopes",
                            array(new JsonSchema().types(new LinkedHashSet<>(List.of("number", "null"))))
                                    .description("[layers], null where the activation is not prelu"));
                    optional.add("ExplicitInitializer.slopes");
                    yield "ExplicitInitializer";
                }
            };
            fields.put("seed", number(catalog.seed()));
            add(name, fields, "type", "weights");
            types.put(type.wireName(), prefix + name);
        }
        schemas.put(prefix + "Initializer", variants("type", types));
        return component("Initializer");
    }

    private Schema training() {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put("loss", choice(catalog.losses()));
        fields.put("optimizer", optimizer());
        fields.put("schedule", schedule());
        var regularization = new LinkedHashMap<String, Schema>();
        regularization.put("type", choice(catalog.regularizations(), Regularization.Type.NONE.wireName()));
        regularization.put("rate", number(catalog.regularizationRate()));
        add("Regularization", regularization);
        fields.put("regularization", component("Regularization"));
        fields.put("batchSize", number(catalog.batchSize()));
        fields.put("shuffle", choice(catalog.shuffles(), Shuffle.NEVER.wireName()));
        fields.put("seed", number(catalog.seed()));
        add("Training", fields);
        return component("Training");
    }

    private Schema optimizer() {
        var types = new LinkedHashMap<String, String>();
        for (Optimizer.Type type : catalog.optimizers().available()) {
            var fields = constant("type", type);
            fields.put("learningRate", number(catalog.learningRate(type)));
            var name = switch (type) {
                case SGD -> {
                    fields.put("momentum", number(catalog.momentum()));
                    fields.put("nesterov", bool(false).description("Needs a momentum above 0."));
                    yield "SgdOptimizer";
                }
                case ADAGRAD -> "AdagradOptimizer";
                case RMSPROP -> {
                    fields.put("decay", number(catalog.decay()));
                    yield "RmspropOptimizer";
                }
                case ADAM, ADAMW -> {
                    fields.put("beta1", number(catalog.beta1()));
                    fields.put("beta2", number(catalog.beta2()));
                    fields.put("weightDecay", number(catalog.weightDecay(type)));
                    yield type == Optimizer.Type.ADAM ? "AdamOptimizer" : "AdamwOptimizer";
                }
            };
            add(name, fields, "type");
            types.put(type.wireName(), prefix + name);
        }
        schemas.put(prefix + "Optimizer", variants("type", types));
        return component("Optimizer");
    }

    private Schema schedule() {
        var types = new LinkedHashMap<String, String>();
        for (Schedule.Type type : catalog.schedules().available()) {
            var fields = constant("type", type);
            fields.put("warmupEpochs", number(catalog.warmupEpochs()));
            var name = switch (type) {
                case CONSTANT -> "ConstantSchedule";
                case STEP -> {
                    fields.put("every", number(catalog.every()));
                    fields.put("factor", number(catalog.factor(type)));
                    yield "StepSchedule";
                }
                case EXPONENTIAL -> {
                    fields.put("factor", number(catalog.factor(type)));
                    yield "ExponentialSchedule";
                }
                case COSINE -> {
                    fields.put("epochs", number(catalog.cosineEpochs()));
                    fields.put("minimum", number(catalog.minimum()));
                    yield "CosineSchedule";
                }
                case PLATEAU -> {
                    fields.put("patience", number(catalog.patience()));
                    fields.put("factor", number(catalog.factor(type)));
                    yield "PlateauSchedule";
                }
            };
            add(name, fields, "type");
            types.put(type.wireName(), prefix + name);
        }
        schemas.put(prefix + "Schedule", variants("type", types));
        return component("Schedule");
    }

    private static Map<String, Schema> constant(String field, Choice value) {
        var fields = new LinkedHashMap<String, Schema>();
        fields.put(field, names(List.of(value.wireName())));
        return fields;
    }
}
