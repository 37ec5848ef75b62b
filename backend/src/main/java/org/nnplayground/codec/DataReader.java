package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import tools.jackson.databind.JsonNode;

/** Reads {@code data}, and the task with it: a generator has only one. */
final class DataReader {

    private final SpecCatalog catalog;
    private final LongSupplier seeds;

    DataReader(SpecCatalog catalog, LongSupplier seeds) {
        this.catalog = catalog;
        this.seeds = seeds;
    }

    /**
     * What the rest of a spec must fit.
     *
     * @param data null if there was a fault
     * @param columns 0 if unknown
     * @param classes K, 0 if unknown and in regression
     * @param outputs numbers of a regression's target, 0 if unknown and in classification
     */
    record Given(@Nullable Data data, Task task, int columns, int classes, int outputs) {}

    /** @param task null if the spec does not say */
    Given read(JsonFields data, @Nullable Task task) {
        Data.Source source = data.choice("source", catalog.sources());
        return switch (source) {
            case null -> new Given(null, task == null ? Task.CLASSIFICATION : task, 0, 0, 0);
            case GENERATED -> generated(data, task);
            case INLINE -> inline(data, task == null ? Task.CLASSIFICATION : task);
        };
    }

    private Given generated(JsonFields fields, @Nullable Task task) {
        Violations faults = fields.faults();
        long before = faults.count();
        Generator generator = fields.choice("generator", catalog.generators());
        if (generator != null && task != null && generator.task() != task) {
            List<String> fitting = catalog.generators().available().stream()
                    .filter(candidate -> candidate.task() == task)
                    .map(Generator::wireName)
                    .toList();
            fields.fault(
                    "generator",
                    Message.of("data.generator", task.wireName(), fitting, JsonValues.quoted(generator.wireName())));
        }
        int standardSamples = generator == null ? 1 : generator.standardSamples();
        int samples = (int) fields.whole(catalog.samples().withStandard(standardSamples));
        double noise = fields.number(catalog.noise());
        double train = fields.number(catalog.trainFraction());
        double validation = fields.number(catalog.validationFraction());
        long seed = seed(fields);
        boolean sized = generator != null && generator.isSized();
        int columns = sized ? (int) fields.whole(catalog.dimensions()) : generator == null ? 0 : generator.columns();
        int classes = sized ? (int) fields.whole(catalog.classes()) : generator == null ? 0 : generator.classes();
        fields.done(sized ? "clusters" : Message.of("thing.generated"));
        if (faults.count() == before && generator != Generator.XOR_TABLE) {
            checkSplit(fields, samples, train, validation);
        }
        long most = catalog.limits().dataNumbers();
        if (faults.count() == before && (long) samples * columns > most) {
            fields.fault("samples", Message.of("data.too-many-numbers", most / columns, columns, samples));
        }
        Task known = generator == null ? task == null ? Task.CLASSIFICATION : task : generator.task();
        if (generator == null || faults.count() > before) {
            return new Given(null, known, sized ? 0 : columns, 0, 0);
        }
        return new Given(
                new Data.Generated(generator, samples, noise, train, validation, seed, columns, classes),
                known,
                columns,
                classes,
                known == Task.REGRESSION ? 1 : 0);
    }

    private static void checkSplit(JsonFields fields, int samples, double train, double validation) {
        if (train + validation > 1 + 1e-9) {
            fields.fault("validationFraction", Message.of("data.fractions", validation, train));
        }
        if (Math.floor(samples * train) < 1) {
            fields.fault(
                    "trainFraction",
                    Message.of("data.nothing-to-train-on", JsonValues.count(samples, "sample"), train));
        }
    }

    long seed(JsonFields fields) {
        return (long) fields.number(catalog.seed().withStandard(seeds.getAsLong()));
    }

    private Given inline(JsonFields fields, Task task) {
        Violations faults = fields.faults();
        long before = faults.count();
        JsonNode train = fields.array("train");
        JsonNode validation = fields.array("validation");
        JsonNode test = fields.array("test");
        fields.done(Message.of("thing.inline"));
        if (!fields.has("train") || (train != null && train.isEmpty())) {
            fields.fault("train", Message.of("data.no-sample"));
        }
        long size = Stream.of(train, validation, test)
                .mapToLong(set -> set == null ? 0 : set.size())
                .sum();
        if (size > catalog.limits().samples()) {
            faults.add(
                    fields.pointer(),
                    Message.of("data.too-many-samples", catalog.limits().samples(), size));
        }
        if (train == null || faults.count() > before) {
            return new Given(null, task, 0, 0, 0);
        }
        var samples = new SampleReader(catalog, task, faults);
        var data = new Data.Inline(
                samples.read(train, fields.pointer("train")),
                samples.read(validation, fields.pointer("validation")),
                samples.read(test, fields.pointer("test")));
        if (faults.count() > before) {
            return new Given(null, task, samples.columns(), 0, 0);
        }
        return task == Task.REGRESSION
                ? new Given(data, task, samples.columns(), 0, samples.outputs())
                : new Given(data, task, samples.columns(), data.classes(), 0);
    }

    /** Reads inline samples; the first one says how many columns and outputs all of them have. */
    private static final class SampleReader {

        private final SpecCatalog catalog;
        private final Task task;
        private final Violations faults;
        private int columns;
        private int outputs;

        SampleReader(SpecCatalog catalog, Task task, Violations faults) {
            this.catalog = catalog;
            this.task = task;
            this.faults = faults;
        }

        int columns() {
            return columns;
        }

        int outputs() {
            return outputs;
        }

        List<Data.Sample> read(@Nullable JsonNode set, String pointer) {
            if (set == null) {
                return List.of();
            }
            var samples = new ArrayList<Data.Sample>(set.size());
            for (int i = 0; i < set.size(); i++) {
                var fields = JsonFields.of(set.get(i), pointer + "/" + i, faults);
                if (!set.get(i).isObject()) {
                    continue;
                }
                samples.add(new Data.Sample(x(fields), y(fields)));
                fields.done(Message.of("thing.sample"));
            }
            return samples;
        }

        private double[] x(JsonFields fields) {
            JsonNode node = fields.get("x");
            if (node == null) {
                fields.missing("x", Message.of("given.numbers"));
                return new double[0];
            }
            if (node.isArray()
                    && (node.isEmpty() || node.size() > catalog.limits().columns())) {
                fields.fault(
                        "x", Message.of("must.have-numbers", catalog.limits().columns(), node.size()));
                return new double[0];
            }
            int expected = columns == 0 ? -1 : columns;
            double[] x = JsonValues.row(
                    node, fields.pointer("x"), catalog.value(), expected, Message.of("row.like-first"), faults);
            columns = columns == 0 ? x.length : columns;
            return x;
        }

        private double[] y(JsonFields fields) {
            JsonNode node = fields.get("y");
            if (task == Task.CLASSIFICATION) {
                return new double[] {fields.whole(catalog.label())};
            }
            if (node == null) {
                fields.missing("y", Message.of("given.target"));
                return new double[0];
            }
            double[] y = target(fields, node);
            outputs = outputs == 0 ? y.length : outputs;
            return y;
        }

        private double[] target(JsonFields fields, JsonNode node) {
            int size = node.isArray() ? node.size() : 1;
            if (size == 0 || size > catalog.limits().units()) {
                fields.fault(
                        "y", Message.of("must.have-numbers", catalog.limits().units(), size));
                return new double[0];
            }
            if (outputs > 0 && size != outputs) {
                fields.fault(
                        "y",
                        Message.of(
                                "row.length", JsonValues.count(outputs, "number"), Message.of("row.like-first"), size));
                return new double[0];
            }
            if (node.isArray()) {
                return JsonValues.row(
                        node, fields.pointer("y"), catalog.value(), -1, Message.of("row.like-first"), faults);
            }
            Message fault = JsonValues.fault(node, catalog.value());
            if (fault != null) {
                fields.fault("y", node.isNumber() ? fault : Message.of("must.number-or-array", JsonValues.was(node)));
                return new double[0];
            }
            return new double[] {node.doubleValue()};
        }
    }
}
