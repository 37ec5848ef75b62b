package org.nnplayground.dataset;

import java.util.List;

/**
 * The samples of a training, split.
 *
 * @param columns names of the input columns, {@code x1} to {@code xd}
 * @param domain what a boundary spans
 * @param unlabelled {@code [samples][columns]}, raw columns, for the pre-training; never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(
        List<String> columns,
        SampleSet train,
        SampleSet validation,
        SampleSet test,
        Domain domain,
        double[][] unlabelled) {

    public Samples {
        columns = List.copyOf(columns);
    }
}
