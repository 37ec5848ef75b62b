package org.nnplayground.web.datasets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.Violations;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.data.DatasetId.Labels;
import org.nnplayground.upload.LabelledTable;
import org.nnplayground.upload.TableBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON form of a table: {@code {"columns": ["a", "b"], "label": "c", "x": [[1, 2], ..], "y": ["yes", ..],
 * "classes": ["no", "yes"]}}. Without {@code classes}, labels are as in {@link TableBuilder}; with it, y are its
 * elements, or their indices.
 */
final class JsonTable {

    private static final String DEFAULT_LABEL = "y";

    private final Limits limits;
    private final Violations violations = new Violations();
    private final JsonFields fields;

    private JsonTable(JsonNode body, Limits limits) {
        this.limits = limits;
        this.fields = JsonFields.of(body, "", violations);
    }

    /** @throws PlaygroundException of type {@code invalid-request} with every violation */
    static LabelledTable read(JsonNode body, Limits limits) {
        var reader = new JsonTable(body, limits);
        LabelledTable table = reader.table();
        reader.violations.throwIfAny();
        return SpecReader.valid(table);
    }

    private @Nullable LabelledTable table() {
        JsonNode rows = fields.array("x");
        JsonNode labels = fields.array("y");
        JsonNode names = fields.array("columns");
        JsonNode classes = fields.array("classes");
        String label = fields.text("label", TableBuilder.MAX_NAME_LENGTH);
        fields.done(Message.of("thing.table"));
        if (rows == null && !fields.has("x")) {
            fields.missing("x", Message.of("given.table-rows"));
        }
        if (labels == null && !fields.has("y")) {
            fields.missing("y", Message.of("given.table-labels"));
        }
        if (rows == null || labels == null) {
            return null;
        }
        double[][] x = x(rows);
        if (x.length == 0) {
            return null;
        }
        if (labels.size() != x.length) {
            fields.reject("y", Message.of("table.label-count", x.length, labels.size()));
            return null;
        }
        List<String> columns = columns(names, x[0].length);
        String name = label == null || label.isBlank() ? DEFAULT_LABEL : label;
        List<String> given = classes == null ? null : names("classes", classes, 2, limits.classes());
        if (columns == null || (classes != null && given == null)) {
            return null;
        }
        return given == null ? ofLabels(columns, name, x, labels) : ofClasses(columns, name, x, labels, given);
    }

    private double[][] x(JsonNode rows) {
        if (rows.isEmpty() || rows.size() > limits.samples()) {
            fields.reject("x", Message.of("must.have-rows", limits.samples(), rows.size()));
            return new double[0][];
        }
        int columns = rows.get(0).size();
        if (rows.get(0).isArray() && (columns == 0 || columns > limits.columns())) {
            violations.add("/x/0", Message.of("must.have-numbers", limits.columns(), columns));
            return new double[0][];
        }
        if ((long) rows.size() * columns > limits.dataNumbers()) {
            fields.reject("x", Message.of("table.too-many-rows", limits.dataNumbers() / columns, columns));
            return new double[0][];
        }
        boolean valid = true;
        var x = new double[rows.size()][];
        for (int i = 0; i < x.length; i++) {
            x[i] = JsonValues.row(
                    rows.get(i), "/x/" + i, SpecCatalog.VALUE, columns, Message.of("row.like-first"), violations);
            valid &= x[i].length > 0;
        }
        return valid ? x : new double[0][];
    }

    private @Nullable List<String> columns(@Nullable JsonNode names, int columns) {
        if (names == null) {
            return IntStream.rangeClosed(1, columns)
                    .mapToObj(column -> "x" + column)
                    .toList();
        }
        if (names.size() != columns) {
            fields.reject("columns", Message.of("table.columns", columns, names.size()));
            return null;
        }
        return names("columns", names, 1, columns);
    }

    private @Nullable List<String> names(String field, JsonNode array, int least, int most) {
        if (array.size() < least || array.size() > most) {
            fields.reject(field, Message.of("sizes.names", least, most, array.size()));
            return null;
        }
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (int i = 0; i < array.size(); i++) {
            String name = array.get(i).isString() ? array.get(i).stringValue().strip() : "";
            boolean valid = !name.isEmpty()
                    && name.length() <= TableBuilder.MAX_NAME_LENGTH
                    && JsonValues.isOneLine(name)
                    && JsonValues.isUnicode(name)
                    && seen.add(name);
            if (!valid) {
                violations.add("/" + field + "/" + i, Message.of("table.name", TableBuilder.MAX_NAME_LENGTH));
            }
            names.add(name);
        }
        return seen.size() == names.size() ? names : null;
    }

    private @Nullable LabelledTable ofLabels(List<String> columns, String name, double[][] x, JsonNode labels) {
        var table = new TableBuilder(limits, violations);
        boolean texts = labels.get(0).isString();
        boolean valid = true;
        for (int i = 0; i < x.length; i++) {
            JsonNode label = labels.get(i);
            Message fault = fault(label, texts);
            if (fault != null) {
                violations.add("/y/" + i, fault);
                valid = false;
            } else {
                table.add(x[i], texts ? label.stringValue().strip() : Double.toString(label.doubleValue()));
            }
        }
        return valid ? table.build(columns, name, i -> "/y/" + i) : null;
    }

    private static @Nullable Message fault(JsonNode label, boolean texts) {
        if (label.isNumber()) {
            return texts ? Message.of("table.labels-mixed") : JsonValues.violation(label, SpecCatalog.VALUE);
        }
        if (!label.isString()) {
            return Message.of("table.label");
        }
        String text = label.stringValue().strip();
        boolean isName = !text.isEmpty()
                && text.length() <= TableBuilder.MAX_NAME_LENGTH
                && JsonValues.isOneLine(text)
                && JsonValues.isUnicode(text);
        if (!isName) {
            return Message.of("csv.label-name", TableBuilder.MAX_NAME_LENGTH);
        }
        return texts ? null : Message.of("table.labels-mixed");
    }

    private @Nullable LabelledTable ofClasses(
            List<String> columns, String name, double[][] x, JsonNode labels, List<String> classes) {
        boolean valid = true;
        var y = new double[x.length][1];
        for (int i = 0; i < x.length; i++) {
            JsonNode label = labels.get(i);
            int index = label.isString()
                    ? classes.indexOf(label.stringValue().strip())
                    : label.isNumber() && label.doubleValue() == Math.rint(label.doubleValue())
                            ? (int) label.doubleValue()
                            : -1;
            if (index < 0 || index >= classes.size()) {
                violations.add("/y/" + i, Message.of("table.not-a-class", classes));
                valid = false;
            } else {
                y[i][0] = index;
            }
        }
        return valid ? new LabelledTable(columns, name, Labels.NAMES, classes, new SampleSet(x, y)) : null;
    }
}
