package org.nnplayground.web.sweeps;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.nnplayground.codec.Violations;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.Violation;
import org.nnplayground.sweep.Axis;
import org.nnplayground.sweep.Sweep;
import tools.jackson.databind.JsonNode;

/**
 * The specs of a sweep, without its seeds: one for each combination of the values of its axes. Collects their
 * violations, and says which axis and value causes each.
 */
final class Combinations {

    private static final String SPEC = "/spec";
    private static final String UNKNOWN_FIELD = "field.unknown";

    private final List<SpecAxis> all;
    private final List<SpecAxis> axes;
    private final List<Axis> values;
    private final JsonNode spec;
    private final int size;
    private final Map<Violation, BitSet> rejected = new LinkedHashMap<>();

    Combinations(List<SpecAxis> all, JsonNode spec) {
        this.all = all;
        this.axes = all.stream().filter(axis -> !axis.isAboutSeeds()).toList();
        this.values = axes.stream().map(SpecAxis::axis).toList();
        this.spec = spec;
        this.size = values.stream().mapToInt(Axis::size).reduce(1, (product, next) -> product * next);
    }

    int size() {
        return size;
    }

    /** The combination of a job. @param indices of its values on all axes */
    int of(int[] indices) {
        int combination = 0;
        for (int a = 0; a < indices.length; a++) {
            if (!all.get(a).isAboutSeeds()) {
                combination = combination * all.get(a).axis().size() + indices[a];
            }
        }
        return combination;
    }

    /** The spec of a combination. */
    JsonNode spec(int combination) {
        int[] indices = Sweep.indices(values, combination);
        JsonNode combined = spec;
        for (int a = 0; a < indices.length; a++) {
            combined = axes.get(a).set(combined, indices[a]);
        }
        return combined;
    }

    /** @param violations of the combination, with pointers from the root of a job's body */
    void reject(int combination, List<Violation> violations) {
        violations.forEach(violation ->
                rejected.computeIfAbsent(violation, first -> new BitSet()).set(combination));
    }

    /** Adds each violation once, or once for each value that causes it. */
    void report(Violations violations) {
        rejected.forEach((violation, combinations) -> report(violation, combinations, violations));
    }

    private void report(Violation violation, BitSet combinations, Violations violations) {
        String pointer = violation.pointer();
        String inSpec = pointer.startsWith(SPEC) ? pointer.substring(SPEC.length()) : "";
        for (int a = 0; a < axes.size(); a++) {
            SpecAxis axis = axes.get(a);
            boolean contains = axis.contains(inSpec);
            boolean isUnknown = violation.detail().key().startsWith(UNKNOWN_FIELD)
                    && ((contains && axis.below(inSpec).isEmpty()) || axis.makes(inSpec, spec));
            if (isUnknown) {
                violations.add("/axes/" + axis.number() + "/pointer", violation.detail());
                return;
            }
            if (contains) {
                String below = axis.below(inSpec);
                eachValue(a, combinations, value -> violations.add(value(axis, value) + below, violation.detail()));
                return;
            }
        }
        if (combinations.cardinality() == size) {
            violations.add(pointer, violation.detail());
        } else {
            reportElsewhere(violation, combinations, violations);
        }
    }

    /** A violation at a place that no axis sets, which some values cause. */
    private void reportElsewhere(Violation violation, BitSet combinations, Violations violations) {
        Message detail = Message.of("sweep.elsewhere", violation.pointer(), violation.detail());
        var unexplained = (BitSet) combinations.clone();
        for (int a = 0; a < axes.size(); a++) {
            int axis = a;
            eachValue(a, combinations, value -> {
                BitSet withValue = combinationsWith(axis, value);
                if (isSubset(withValue, combinations)) {
                    violations.add(value(axes.get(axis), value), detail);
                    unexplained.andNot(withValue);
                }
            });
        }
        int last = axes.size() - 1;
        eachValue(last, unexplained, value -> violations.add(value(axes.get(last), value), detail));
    }

    private BitSet combinationsWith(int axis, int value) {
        var combinations = new BitSet();
        IntStream.range(0, size)
                .filter(c -> Sweep.indices(values, c)[axis] == value)
                .forEach(combinations::set);
        return combinations;
    }

    private static boolean isSubset(BitSet small, BitSet large) {
        var outside = (BitSet) small.clone();
        outside.andNot(large);
        return outside.isEmpty();
    }

    /** The values of an axis in these combinations, each once, in their order. */
    private void eachValue(int axis, BitSet combinations, IntConsumer use) {
        combinations.stream()
                .map(c -> Sweep.indices(values, c)[axis])
                .distinct()
                .sorted()
                .forEach(use);
    }

    private static String value(SpecAxis axis, int value) {
        return "/axes/" + axis.number() + "/values/" + value;
    }
}
