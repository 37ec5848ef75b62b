package org.nnplayground.dataset;

import java.util.List;

/**
 * The samples of a training, split, in the units of the data.
 *
 * @param columns names of the input columns, {@code x1} to {@code xd}
 * @param domain what a boundary spans
 * @param unlabelled {@code [samples][columns]}, raw columns, for the pre-training; never changed
 * @param scaling of the columns before a network sees them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(
        List<String> columns,
        SampleSet train,
        SampleSet validation,
        SampleSet test,
        Domain domain,
        double[][] unlabelled,
        Scaling scaling) {

    public Samples {
        columns = List.copyOf(columns);
    }

    /** The same with scaled columns: what a network is trained on. The domain stays in the units of the data. */
    public Samples scaled() {
        return scaling.isNone()
                ? this
                : new Samples(
                        columns,
                        scaled(train),
                        scaled(validation),
                        scaled(test),
                        domain,
                        scaling.of(unlabelled),
                        scaling);
    }

    private SampleSet scaled(SampleSet set) {
        return new SampleSet(scaling.of(set.x()), set.y());
    }
}
