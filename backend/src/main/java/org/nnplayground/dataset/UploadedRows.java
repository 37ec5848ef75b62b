package org.nnplayground.dataset;

import org.nnplayground.spec.data.DatasetId;

/** Where the rows of uploaded datasets come from. */
@FunctionalInterface
public interface UploadedRows {

    /**
     * All rows in the order in which they were uploaded; may block.
     *
     * @return y {@code [rows][1]}: a label as it was uploaded, or the index of its name
     * @throws org.nnplayground.problem.PlaygroundException if they cannot be read
     */
    SampleSet of(DatasetId dataset);
}
