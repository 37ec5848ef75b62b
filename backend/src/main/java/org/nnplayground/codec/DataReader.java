package org.nnplayground.codec;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.Data.Target;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.data.DataDefinitions;
import org.nnplayground.spec.data.DatasetId;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Shape;
import org.nnplayground.spec.model.Model;
import tools.jackson.databind.JsonNode;

/** Reads {@code data}. It also determines the task: each generator has only one. */
final class DataReader {

    /** The fields that only some generators have. */
    private static final List<String> OWN_FIELDS = Stream.of(Generator.values())
            .flatMap(generator -> generator.fields().stream())
            .distinct()
            .toList();

    private final SpecCatalog catalog;
    private final SpecRules rules;
    private final VariantType<Data> sources;
    private final ObjectType<Data.Generated> generated;
    private final ObjectType<Data.Inline> inline;
    private final ObjectType<Data.Uploaded> uploaded;
    private final Field.Sizes shape;
    private final LongSupplier seeds;

    DataReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.rules = new SpecRules(catalog);
        this.sources = Data.definition(catalog.limits());
        this.generated = DataDefinitions.generated(catalog.limits());
        this.inline = DataDefinitions.inline(catalog.limits());
        this.uploaded = DataDefinitions.uploaded(catalog.limits());
        this.shape = DataDefinitions.shape(catalog.limits());
        this.seeds = seeds;
    }

    /**
     * What the rest of a spec depends on.
     *
     * @param data null after a violation
     * @param columns 0 if unknown
     * @param classes K; 0 if unknown, and in regression
     * @param outputs numbers of a regression's target, labels of a sample in classification; 0 if unknown
     */
    record Given(@Nullable Data data, Task task, int columns, int classes, int outputs) {

        /** The same, once it is known how many features are the targets of an autoencoder. */
        Given withFeatures(int features) {
            return isAutoencoder() ? new Given(data, task, columns, classes, features) : this;
        }

        boolean hasSeveralLabels() {
            return task == Task.CLASSIFICATION && outputs > 1;
        }

        boolean isAutoencoder() {
            return data != null && data.target() == Target.INPUT;
        }
    }

    /**
     * @param task null if the spec does not name one
     * @param model an rbm reconstructs its input
     */
    Given read(JsonFields json, @Nullable Task task, Model model) {
        Task otherwise = task == null ? Task.CLASSIFICATION : task;
        var source = ObjectReader.variant(json, sources);
        if (source == null) {
            return new Given(null, otherwise, 0, 0, 0);
        }
        return switch (source.wireName()) {
            case Data.INLINE -> inline(json, task, otherwise, model);
            case Data.UPLOADED -> uploaded(json, task, otherwise, model);
            default -> generated(json, task, otherwise, model);
        };
    }

    /** Reads what the targets are; those that are the input make a regression of any data. */
    private static @Nullable Target target(ObjectReader<?> data, JsonFields json, @Nullable Task task, Model model) {
        var target = (Target) data.read("target", model == Model.RBM ? Target.INPUT : null);
        if (target == Target.LABEL && model == Model.RBM) {
            json.reject("target", Message.of("rbm.target"));
        }
        if (target == Target.INPUT && task == Task.CLASSIFICATION) {
            json.reject("target", Message.of("not-for-task", target.wireName(), task.wireName()));
        }
        return target;
    }

    private @Nullable Corruption corruption(ObjectReader<?> data, JsonFields json) {
        var corruption = (Corruption) data.read("corruption");
        if (corruption != null) {
            rules.checkCorruption(json.object("corruption"), corruption);
        }
        return corruption;
    }

    private Given generated(JsonFields json, @Nullable Task task, Task otherwise, Model model) {
        Violations violations = json.violations();
        long before = violations.count();
        var data = new ObjectReader<>(json, generated, seeds);
        var generator = (Generator) data.read("generator");
        Target target = target(data, json, task, model);
        corruption(data, json);
        if (generator == null) {
            OWN_FIELDS.forEach(field -> data.set(field, null));
            data.read("samples", 1);
            data.readRest(generated.label());
            return new Given(null, otherwise, 0, 0, 0);
        }
        if (task != null && target != Target.INPUT) {
            rules.checkGenerator(json, generator, task);
        }
        Task learned = target == Target.INPUT ? Task.REGRESSION : generator.task();
        for (String field : OWN_FIELDS) {
            if (!generator.fields().contains(field)) {
                data.setDefault(field, field.equals("classes") ? generator.classes() : null);
            }
        }
        if (generator == Generator.XOR_TABLE) {
            data.set("unlabelled", 0); // it has no further samples
        }
        Object size = generator.fields().contains("size") ? data.read("size") : null;
        data.read("samples", generator.defaultSamples(size instanceof Integer pixels ? pixels : 1));
        data.readRest(generator.fields().isEmpty() ? generated.label() : generator.wireName());
        Data.Generated read = violations.count() == before ? data.create() : null;
        if (read != null && generator != Generator.XOR_TABLE) {
            rules.checkSplit(json, read.samples(), read.trainFraction(), read.validationFraction());
        }
        if (read != null && violations.count() == before) {
            rules.checkDataNumbers(json, read.samples() + (long) read.unlabelledSamples(), read.columns());
        }
        if (read == null || violations.count() > before) {
            return new Given(null, learned, generator.fields().isEmpty() ? columns(generator) : 0, 0, 0);
        }
        return learned == Task.REGRESSION
                ? new Given(read, learned, read.columns(), 0, target == Target.INPUT ? 0 : 1)
                : new Given(read, learned, read.columns(), read.classes(), read.labels());
    }

    /** Of a generator without fields of its own. */
    private static int columns(Generator generator) {
        return new Data.Generated(generator, 1, 0, 1, 0, 0).columns();
    }

    /** The sizes are in the id; whether there is such a dataset is checked when a job uses it. */
    private Given uploaded(JsonFields json, @Nullable Task given, Task otherwise, Model model) {
        Violations violations = json.violations();
        long before = violations.count();
        var fields = new ObjectReader<>(json, uploaded, seeds);
        Target target = target(fields, json, given, model);
        corruption(fields, json);
        Task task = target == Target.INPUT ? Task.REGRESSION : otherwise;
        var text = (String) fields.read("dataset");
        DatasetId dataset = text == null ? null : DatasetId.parse(text).orElse(null);
        if (dataset == null && violations.count() == before) {
            Message fault = text == null ? Message.of("given.dataset") : Message.of("data.dataset-id");
            json.reject("dataset", fault);
        }
        List<Integer> sizes = json.sizes(shape);
        Shape flat = Shape.of(dataset == null ? 1 : dataset.columns());
        Shape shaped = sizes == null || dataset == null ? flat : rules.checkShape(json, sizes, dataset.columns());
        fields.set("shape", shaped == null ? null : shaped.sizes());
        fields.readRest(uploaded.label());
        if (dataset == null || target == null || violations.count() > before) {
            return new Given(null, task, dataset == null ? 0 : dataset.columns(), 0, 0);
        }
        if (target == Target.LABEL) {
            rules.checkLabels(json, dataset, task);
        }
        Data.Uploaded data = fields.create();
        if (data != null) {
            rules.checkSplit(json, dataset.samples(), data.trainFraction(), data.validationFraction());
        }
        if (data == null || violations.count() > before) {
            return new Given(null, task, dataset.columns(), 0, 0);
        }
        return task == Task.REGRESSION
                ? new Given(data, task, data.columns(), 0, target == Target.INPUT ? 0 : 1)
                : new Given(data, task, data.columns(), data.classes(), data.labels());
    }

    private Given inline(JsonFields json, @Nullable Task given, Task otherwise, Model model) {
        Violations violations = json.violations();
        long before = violations.count();
        var fields = new ObjectReader<>(json, inline, seeds);
        Target target = target(fields, json, given, model);
        Corruption corruption = corruption(fields, json);
        var scale = (Scale) fields.read("scale");
        Task task = target == Target.INPUT ? Task.REGRESSION : otherwise;
        JsonNode train = json.array("train");
        JsonNode validation = json.array("validation");
        JsonNode test = json.array("test");
        JsonNode unlabelled = json.array("unlabelled");
        List<Integer> sizes = json.sizes(shape);
        json.done(inline.label());
        if (!json.has("train") || (train != null && train.isEmpty())) {
            json.reject("train", Message.of("data.no-sample"));
        }
        long samples = Stream.of(train, validation, test, unlabelled)
                .mapToLong(set -> set == null ? 0 : set.size())
                .sum();
        int limit = catalog.limits().samples();
        if (samples > limit) {
            violations.add(json.pointer(), Message.of("data.too-many-samples", limit, samples));
        }
        if (train == null || target == null || corruption == null || scale == null || violations.count() > before) {
            return new Given(null, task, 0, 0, 0);
        }
        var reader = new SampleReader(catalog, task, target, violations);
        List<Data.Sample> trained = reader.read(train, json.pointer("train"));
        List<Data.Sample> validated = reader.read(validation, json.pointer("validation"));
        List<Data.Sample> tested = reader.read(test, json.pointer("test"));
        int columns = reader.columns();
        Shape shaped = sizes == null || columns == 0 ? Shape.of(columns) : rules.checkShape(json, sizes, columns);
        if (shaped == null || violations.count() > before) {
            return new Given(null, task, columns, 0, 0);
        }
        var data = new Data.Inline(
                trained,
                validated,
                tested,
                shaped,
                target,
                corruption,
                reader.readUnlabelled(unlabelled, json.pointer("unlabelled")),
                scale);
        if (violations.count() > before) {
            return new Given(null, task, columns, 0, 0);
        }
        return task == Task.REGRESSION
                ? new Given(data, task, columns, 0, target == Target.INPUT ? 0 : reader.outputs())
                : new Given(data, task, columns, data.classes(), data.labels());
    }
}
