package org.nnplayground.goal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonFields;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.Violations;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Choices;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.TrainingSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes goals as JSON: {@code {"goals": [{"metric": "testLoss", "atMost": 0.05}], "limits": {"neurons": 12},
 * "locks": ["data"], "spec": {..}}}.
 */
@Component
public final class GoalFormat {

    public static final int MAX_TARGETS = 5;

    private static final Choices<Metric> METRICS = Choices.of(Metric.values());
    private static final Choices<Lock> LOCKS = Choices.of(Lock.values());
    private static final double LARGEST = 1e9;
    private static final NumberField<Double> AT_MOST = NumberField.real("atMost", -LARGEST, LARGEST);
    private static final NumberField<Double> AT_LEAST = NumberField.real("atLeast", -LARGEST, LARGEST);
    private static final NumberField<Integer> NEURONS = NumberField.whole("neurons", 0, LARGEST);
    private static final NumberField<Integer> LAYERS = NumberField.whole("layers", 0, LARGEST);
    private static final NumberField<Integer> EPOCHS = NumberField.whole("epochs", 1, LARGEST);

    private final SpecReader specs;
    private final JsonMapper json;

    GoalFormat(SpecReader specs, JsonMapper json) {
        this.specs = specs;
        this.json = json;
    }

    /**
     * A goal in a request.
     *
     * @return null after a violation
     */
    public @Nullable Goal read(JsonFields fields, Violations violations) {
        JsonNode array = fields.array("goals");
        var targets = new ArrayList<Target>();
        if (array == null || array.isEmpty() || array.size() > MAX_TARGETS) {
            fields.reject("goals", Message.of("goal.targets", MAX_TARGETS));
        } else {
            for (int i = 0; i < array.size(); i++) {
                Target target = target(JsonFields.of(array.get(i), fields.pointer("goals") + "/" + i, violations));
                if (target != null) {
                    targets.add(target);
                }
            }
        }
        GoalLimits limits = limits(fields.object("limits"));
        Set<Lock> locks = locks(fields);
        TrainingSpec spec = specs.read(fields.object("spec"));
        fields.done();
        return spec == null || targets.isEmpty() ? null : new Goal(targets, limits, locks, spec);
    }

    private static @Nullable Target target(JsonFields fields) {
        Metric metric = fields.choice("metric", METRICS);
        Double atMost = fields.valueIfGiven(AT_MOST);
        Double atLeast = fields.valueIfGiven(AT_LEAST);
        fields.done();
        if (fields.has("atMost") == fields.has("atLeast")) {
            fields.reject("atMost", Message.of("goal.bound"));
            return null;
        }
        Double value = atMost == null ? atLeast : atMost;
        return metric == null || value == null ? null : new Target(metric, atMost != null, value);
    }

    private static GoalLimits limits(JsonFields fields) {
        var limits =
                new GoalLimits(fields.valueIfGiven(NEURONS), fields.valueIfGiven(LAYERS), fields.valueIfGiven(EPOCHS));
        fields.done();
        return limits;
    }

    private static Set<Lock> locks(JsonFields fields) {
        Set<Lock> locks = EnumSet.noneOf(Lock.class);
        JsonNode array = fields.array("locks");
        for (int i = 0; array != null && i < array.size(); i++) {
            LOCKS.find(array.get(i).asString(""))
                    .ifPresentOrElse(
                            locks::add, () -> fields.reject("locks", Message.of("choice.one-of", LOCKS.names())));
        }
        return locks;
    }

    /** The text of a goal, which {@link #read(String)} reads. */
    public String write(Goal goal) {
        Map<String, Object> limits = new LinkedHashMap<>();
        putIfAny(limits, "neurons", goal.limits().neurons());
        putIfAny(limits, "layers", goal.limits().layers());
        putIfAny(limits, "epochs", goal.limits().epochs());
        Map<String, Object> text = new LinkedHashMap<>();
        text.put(
                "goals",
                goal.targets().stream()
                        .map(target -> Map.of(
                                "metric", target.metric(), target.isMaximum() ? "atMost" : "atLeast", target.value()))
                        .toList());
        text.put("limits", limits);
        text.put("locks", goal.locks().stream().sorted().toList());
        text.put("spec", goal.spec());
        return json.writeValueAsString(text);
    }

    private static void putIfAny(Map<String, Object> limits, String name, @Nullable Integer limit) {
        if (limit != null) {
            limits.put(name, limit);
        }
    }

    /** @throws org.nnplayground.problem.PlaygroundException {@code INVALID_REQUEST} if the text is no goal */
    public Goal read(String text) {
        var violations = new Violations();
        Goal goal = read(JsonFields.of(json.readTree(text), "", violations), violations);
        violations.throwIfAny();
        return SpecReader.valid(goal);
    }
}
