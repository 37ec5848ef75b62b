package org.nnplayground.dataset;

import java.util.List;

/**
 * The samples of a training, split.
 *
 * @param columns names of the input columns, {@code x1} to {@code xd}
 * @param domain what a boundary spans
 */
public record Samples(List<String> columns, SampleSet train, SampleSet validation, SampleSet test, Domain domain) {

    public Samples {
        columns = List.copyOf(columns);
    }
}
