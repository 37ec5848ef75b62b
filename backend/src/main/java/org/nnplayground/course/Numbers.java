package org.nnplayground.course;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nnplayground.course.ExerciseSheet.Given;

/**
 * The numbers that the rule of a step can use, by name: those that the sheet gives, and the results of the steps
 * before. Immutable. Matrices are flat, row by row.
 */
public final class Numbers {

    private final Map<String, double[]> values;

    private Numbers(Map<String, double[]> values) {
        this.values = values;
    }

    /** What a sheet gives. */
    static Numbers of(ExerciseSheet sheet) {
        var values = new HashMap<String, double[]>();
        for (Given given : sheet.given()) {
            values.put(given.name(), given.flat());
        }
        return new Numbers(values);
    }

    /** The same and the result of a step. */
    Numbers with(String step, double[] result) {
        var more = new HashMap<>(values);
        more.put(step, result);
        return new Numbers(more);
    }

    /** @throws IllegalArgumentException if neither the sheet gives it nor an earlier step found it */
    public double[] all(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    /** Empty if the sheet does not give it. */
    public Optional<double[]> find(String name) {
        return Optional.ofNullable(values.get(name)).map(double[]::clone);
    }

    /** @param index from 0, row by row */
    public double get(String name, int index) {
        return all(name)[index];
    }

    /** The only or first number of this name. */
    public double get(String name) {
        return get(name, 0);
    }

    Map<String, double[]> values() {
        return values;
    }
}
