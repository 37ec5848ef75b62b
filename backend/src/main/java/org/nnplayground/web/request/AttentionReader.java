package org.nnplayground.web.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.Violations;
import org.nnplayground.job.Attention;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of {@code PUT .../attention}: at most one of {@code input}, {@code unit}, {@code link} and
 * {@code trace}. Throws a {@link PlaygroundException} of type {@code invalid-request} with all violations, if there are
 * any.
 */
public final class AttentionReader {

    private static final List<String> KINDS = List.of("input", "unit", "link", "trace");

    /** The largest whole number that every JSON reader keeps. */
    private static final double MAX_EPOCH = 9_007_199_254_740_991d;

    private AttentionReader() {}

    /** @param spec of the job, whose network must have that part */
    public static Attention read(JsonNode body, TrainingSpec spec) {
        var violations = new Violations();
        var fields = JsonFields.of(body, "", violations);
        List<String> given = KINDS.stream().filter(fields::has).toList();
        given.stream().skip(1).forEach(kind -> fields.reject(kind, Message.of("attention.one", given.getFirst())));
        Integer input = fields.valueIfGiven(index("input", spec.features().size()));
        Attention unit = fields.has("unit") ? unit(fields.object("unit"), spec) : null;
        Attention link = fields.has("link") ? link(fields.object("link"), spec) : null;
        Attention trace = fields.has("trace") ? trace(fields.object("trace")) : null;
        KINDS.forEach(fields::get);
        fields.done();
        violations.throwIfAny();
        if (given.isEmpty()) {
            return new Attention.Nothing();
        }
        return switch (given.getFirst()) {
            case "input" -> new Attention.Input(SpecReader.valid(input));
            case "unit" -> SpecReader.valid(unit);
            case "link" -> SpecReader.valid(link);
            default -> SpecReader.valid(trace);
        };
    }

    private static @Nullable Attention unit(JsonFields fields, TrainingSpec spec) {
        Integer layer = layer(fields, spec);
        Integer unit = layer == null ? null : fields.value(index("unit", units(spec, layer)));
        fields.get("unit");
        fields.done("unit");
        return layer == null || unit == null ? null : new Attention.Unit(layer, unit);
    }

    private static @Nullable Attention link(JsonFields fields, TrainingSpec spec) {
        Integer layer = layer(fields, spec);
        Integer unit = layer == null ? null : fields.value(index("unit", units(spec, layer)));
        Integer input = layer == null ? null : fields.value(index("input", inputs(spec, layer)));
        fields.get("unit");
        fields.get("input");
        fields.done("link");
        return layer == null || unit == null || input == null ? null : new Attention.Link(layer, unit, input);
    }

    private static @Nullable Attention trace(JsonFields fields) {
        Long epoch = fields.value(NumberField.wholeLong("epoch", 0, MAX_EPOCH));
        Integer batch = fields.valueIfGiven(position("batch"));
        Integer sample = fields.valueIfGiven(position("sample"));
        Integer step = fields.value(position("step"));
        Integer row = fields.value(position("row"));
        if (fields.has("batch") == fields.has("sample")) {
            fields.reject(fields.has("batch") ? "sample" : "batch", Message.of("attention.traced"));
        }
        fields.done("trace");
        return epoch == null || step == null || row == null
                ? null
                : new Attention.Trace(epoch, batch, sample, step, row);
    }

    private static NumberField<Integer> position(String name) {
        return NumberField.whole(name, 0, Integer.MAX_VALUE);
    }

    private static @Nullable Integer layer(JsonFields fields, TrainingSpec spec) {
        return fields.value(index("layer", spec.network().layers().size()));
    }

    private static int units(TrainingSpec spec, int layer) {
        return spec.placedLayers().get(layer).output().count();
    }

    private static int inputs(TrainingSpec spec, int layer) {
        return spec.placedLayers().get(layer).input().count();
    }

    private static NumberField<Integer> index(String name, int count) {
        return NumberField.whole(name, 0, count - 1.0);
    }
}
