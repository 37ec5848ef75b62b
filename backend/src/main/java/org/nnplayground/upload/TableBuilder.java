package org.nnplayground.upload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.JsonValues;
import org.nnplayground.codec.Violations;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.data.DatasetId.Labels;

/**
 * Collects the rows of a table and decides what its labels are.
 *
 * <p>If every label is a number, and there are 2 to {@code limits.classes} different ones, all whole, they can be
 * classes or values ({@link Labels#NUMBERS}); other numbers are values. If a label is a text, all labels are names of
 * classes, which are numbered in the order of their characters' code units.
 */
public final class TableBuilder {

    /** Characters of the name of a column or class. */
    public static final int MAX_NAME_LENGTH = 64;

    private final Limits limits;
    private final Violations violations;
    private final List<double[]> x = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    /** Equal labels are one object. */
    private final Map<String, String> different = new HashMap<>();

    public TableBuilder(Limits limits, Violations violations) {
        this.limits = limits;
        this.violations = violations;
    }

    /** Number of rows so far. */
    public int size() {
        return x.size();
    }

    /**
     * Adds a row.
     *
     * @param label not empty
     */
    public void add(double[] row, String label) {
        x.add(row);
        labels.add(different.computeIfAbsent(label, same -> same));
    }

    /**
     * The table.
     *
     * @param pointers of the label of each row, by its index
     * @return null after a violation
     */
    public @Nullable LabelledTable build(List<String> columns, String label, IntFunction<String> pointers) {
        var numbers = new HashMap<String, Double>();
        for (String text : different.keySet()) {
            Double number = number(text);
            if (number != null) {
                numbers.put(text, number);
            }
        }
        int texts = different.size() - numbers.size();
        if (texts == 0) {
            return ofNumbers(columns, label, numbers);
        }
        if (different.size() > limits.classes()) {
            rejectLabels(numbers, pointers);
            return null;
        }
        if (different.size() == 1) {
            violations.add(
                    "", Message.of("table.one-label", JsonValues.quoted(label), JsonValues.quoted(labels.getFirst())));
            return null;
        }
        List<String> classes = different.keySet().stream().sorted().toList();
        return table(columns, label, Labels.NAMES, classes, text -> classes.indexOf(text));
    }

    /** Few texts among many numbers are mistakes; otherwise there are too many classes. */
    private void rejectLabels(Map<String, Double> numbers, IntFunction<String> pointers) {
        int texts = different.size() - numbers.size();
        if (numbers.size() <= texts) {
            violations.add("", Message.of("table.too-many-labels", limits.classes(), different.size()));
            return;
        }
        for (int i = 0; i < labels.size(); i++) {
            String text = labels.get(i);
            if (!numbers.containsKey(text)) {
                violations.add(pointers.apply(i), Message.of("table.label-no-number", JsonValues.quoted(text)));
            }
        }
    }

    private LabelledTable ofNumbers(List<String> columns, String label, Map<String, Double> numbers) {
        double[] sorted = numbers.values().stream()
                .mapToDouble(number -> number)
                .sorted()
                .distinct()
                .toArray();
        boolean classes = sorted.length >= 2
                && sorted.length <= limits.classes()
                && Arrays.stream(sorted).allMatch(number -> number == Math.rint(number));
        List<String> names = classes
                ? Arrays.stream(sorted)
                        .mapToObj(number -> Long.toString((long) number))
                        .toList()
                : List.of();
        return table(columns, label, classes ? Labels.NUMBERS : Labels.VALUES, names, numbers::get);
    }

    private LabelledTable table(
            List<String> columns, String label, Labels kind, List<String> classes, ToDoubleFunction<String> value) {
        double[][] y = labels.stream()
                .map(text -> new double[] {value.applyAsDouble(text)})
                .toArray(double[][]::new);
        return new LabelledTable(columns, label, kind, classes, new SampleSet(x.toArray(double[][]::new), y));
    }

    /** The number that a text is, without a negative zero; null if it is none, or out of range. */
    static @Nullable Double number(String text) {
        String stripped = text.strip();
        if (!stripped.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
            return null; // parseDouble takes "NaN", "1f" and "0x1p3", too
        }
        try {
            double number = Double.parseDouble(stripped);
            return SpecCatalog.VALUE.contains(number) ? number + 0.0 : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
