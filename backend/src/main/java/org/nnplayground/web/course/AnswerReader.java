package org.nnplayground.web.course;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.codec.Violations;
import org.nnplayground.course.Answer;
import org.nnplayground.course.ExerciseSheet;
import org.nnplayground.course.Step;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.SpecCatalog;
import tools.jackson.databind.JsonNode;

/** Reads the answers that students submit to exercises. */
public final class AnswerReader {

    /**
     * The seed in the body of {@code POST .../answers}; null for the lecture's own numbers. Other fields are not read.
     *
     * @throws PlaygroundException of type {@code invalid-request}
     */
    public @Nullable Long seed(JsonNode body) {
        var violations = new Violations();
        Long seed = JsonFields.of(body, "", violations).valueIfGiven(SpecCatalog.SEED);
        violations.throwIfAny();
        return seed;
    }

    /**
     * The whole body. A step may be absent, and a number null, if there is no answer yet.
     *
     * @throws PlaygroundException of type {@code invalid-request}, with every unknown step and every invalid row and
     *     number
     */
    public Answer read(JsonNode body, ExerciseSheet sheet) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        fields.get(SpecCatalog.SEED.name());
        if (!fields.has("answers")) {
            fields.missing("answers", Message.of("given.answers"));
        }
        JsonFields answers = fields.object("answers");
        var read = new HashMap<String, double[][]>();
        for (Step step : sheet.steps()) {
            JsonNode rows = answers.array(step.id());
            if (rows != null) {
                read.put(step.id(), rows(rows, answers.pointer(step.id()), step, violations));
            }
        }
        answers.done(Message.of("thing.answers"));
        fields.done();
        violations.throwIfAny();
        return new Answer(Map.copyOf(read));
    }

    private double[][] rows(JsonNode rows, String pointer, Step step, Violations violations) {
        var values = new double[step.rows()][step.columns()];
        if (rows.size() != step.rows()) {
            violations.add(pointer, Message.of("must.have", JsonValues.count(step.rows(), "row"), rows.size()));
            return values;
        }
        for (int r = 0; r < step.rows(); r++) {
            JsonNode row = rows.get(r);
            String here = pointer + "/" + r;
            if (!row.isArray() || row.size() != step.columns()) {
                violations.add(
                        here,
                        Message.of(
                                "must.array-of",
                                JsonValues.count(step.columns(), "number"),
                                row.isArray() ? Message.of("had", row.size()) : JsonValues.was(row)));
                continue;
            }
            for (int c = 0; c < step.columns(); c++) {
                JsonNode cell = row.get(c);
                Message violation = cell.isNull() ? null : JsonValues.violation(cell, field(step));
                if (violation != null) {
                    violations.add(here + "/" + c, violation);
                }
                values[r][c] = cell.isNumber() ? cell.doubleValue() : Double.NaN;
            }
        }
        return values;
    }

    /** A number, or the index of an option. */
    private static NumberField<?> field(Step step) {
        return step.options().isEmpty()
                ? SpecCatalog.VALUE
                : NumberField.whole("option", 0, step.options().size() - 1);
    }
}
