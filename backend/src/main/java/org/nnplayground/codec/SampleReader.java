package org.nnplayground.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Target;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import tools.jackson.databind.JsonNode;

/** Reads inline samples. All samples have as many columns and outputs as the first. */
final class SampleReader {

    private final ObjectType<Data.Sample> type;
    private final Field.NumberArray<?> x;
    private final Field.Target y;
    private final Task task;
    private final Target target;
    private final Violations violations;
    private int columns;
    private int outputs;

    SampleReader(SpecCatalog catalog, Task task, Target target, Violations violations) {
        this.type = Data.Sample.definition(catalog.limits());
        this.x = (Field.NumberArray<?>) type.field("x");
        this.y = (Field.Target) type.field("y");
        this.task = task;
        this.target = target;
        this.violations = violations;
    }

    /** Of the samples read so far; 0 if unknown. */
    int columns() {
        return columns;
    }

    /** Numbers of the target of the samples read so far; 0 if unknown. */
    int outputs() {
        return outputs;
    }

    List<Data.Sample> read(@Nullable JsonNode set, String pointer) {
        if (set == null) {
            return List.of();
        }
        var samples = new ArrayList<Data.Sample>(set.size());
        for (int i = 0; i < set.size(); i++) {
            var sample = JsonFields.of(set.get(i), pointer + "/" + i, violations);
            if (!set.get(i).isObject()) {
                continue;
            }
            samples.add(new Data.Sample(x(sample), y(sample)));
            sample.done(type.label());
        }
        return samples;
    }

    List<Data.Unlabelled> readUnlabelled(@Nullable JsonNode set, String pointer) {
        if (set == null) {
            return List.of();
        }
        var samples = new ArrayList<Data.Unlabelled>(set.size());
        for (int i = 0; i < set.size(); i++) {
            var sample = JsonFields.of(set.get(i), pointer + "/" + i, violations);
            if (set.get(i).isObject()) {
                samples.add(new Data.Unlabelled(x(sample)));
                sample.done(Message.of("thing.unlabelled"));
            }
        }
        return samples;
    }

    private double[] x(JsonFields sample) {
        JsonNode node = sample.get(x.name());
        if (node == null) {
            sample.missing(x.name(), Message.of("given.numbers"));
            return new double[0];
        }
        if (node.isArray() && (node.isEmpty() || node.size() > x.most())) {
            sample.reject(x.name(), Message.of("must.have-numbers", x.most(), node.size()));
            return new double[0];
        }
        double[] row = row(sample, x.name(), node, columns == 0 ? -1 : columns, x.element());
        columns = columns == 0 ? row.length : columns;
        return row;
    }

    private double[] y(JsonFields sample) {
        if (task == Task.CLASSIFICATION) {
            JsonNode given = sample.get(y.name());
            return given != null && given.isArray() ? labels(sample, given) : label(sample);
        }
        JsonNode node = sample.get(y.name());
        if (node == null) {
            if (target == Target.LABEL) {
                sample.missing(y.name(), Message.of("given.target"));
            }
            return new double[0];
        }
        double[] numbers = numbers(sample, node);
        outputs = outputs == 0 ? numbers.length : outputs;
        return numbers;
    }

    private double[] label(JsonFields sample) {
        Integer label = sample.value(y.label());
        if (label != null && outputs > 1) {
            rejectSize(sample, 1);
        }
        outputs = outputs == 0 ? 1 : outputs;
        return new double[] {label == null ? 0 : label};
    }

    /** Several labels, each 0 or 1. */
    private double[] labels(JsonFields sample, JsonNode node) {
        double[] labels = sized(sample, node) ? row(sample, y.name(), node, -1, y.bit()) : new double[0];
        outputs = outputs == 0 ? labels.length : outputs;
        return labels.length == 0 ? new double[] {0} : labels;
    }

    private double[] numbers(JsonFields sample, JsonNode node) {
        if (!sized(sample, node)) {
            return new double[0];
        }
        if (node.isArray()) {
            return row(sample, y.name(), node, -1, y.value());
        }
        Message violation = JsonValues.violation(node, y.value());
        if (violation != null) {
            sample.reject(
                    y.name(), node.isNumber() ? violation : Message.of("must.number-or-array", JsonValues.was(node)));
            return new double[0];
        }
        return new double[] {node.doubleValue()};
    }

    /** Whether a target has a number for each output, as many as the first sample's; otherwise it is rejected. */
    private boolean sized(JsonFields sample, JsonNode node) {
        int size = node.isArray() ? node.size() : 1;
        if (size == 0 || size > y.most()) {
            sample.reject(y.name(), Message.of("must.have-numbers", y.most(), size));
            return false;
        }
        if (outputs > 0 && size != outputs) {
            rejectSize(sample, size);
            return false;
        }
        return true;
    }

    private void rejectSize(JsonFields sample, int size) {
        Message expected = JsonValues.count(outputs, "number");
        sample.reject(y.name(), Message.of("row.length", expected, Message.of("row.like-first"), size));
    }

    private double[] row(JsonFields sample, String name, JsonNode node, int length, NumberField<?> element) {
        return JsonValues.row(node, sample.pointer(name), element, length, Message.of("row.like-first"), violations);
    }
}
