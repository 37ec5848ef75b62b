package org.nnplayground.upload;

import java.util.Arrays;
import java.util.List;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.spec.data.DatasetId.Labels;

/**
 * A table of numbers with a label for each row.
 *
 * @param columns names of the input columns
 * @param label name of the label column
 * @param labels what the labels can be
 * @param classes names of the classes: sorted texts, or sorted numbers; empty if the labels can only be values
 * @param rows y is the index of the class for {@link Labels#NAMES}, otherwise the number as it was uploaded
 */
public record LabelledTable(List<String> columns, String label, Labels labels, List<String> classes, SampleSet rows) {

    public LabelledTable {
        columns = List.copyOf(columns);
        classes = List.copyOf(classes);
    }

    /** Whether every input is between 0 and 1. */
    boolean isWithinUnitInterval() {
        return Arrays.stream(rows.x()).flatMapToDouble(Arrays::stream).allMatch(value -> value >= 0 && value <= 1);
    }
}
