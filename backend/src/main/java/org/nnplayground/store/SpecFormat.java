package org.nnplayground.store;

import org.nnplayground.spec.TrainingSpec;

/** The JSON of the API contract, which is how specs are kept: what was written once must be read by later versions. */
public interface SpecFormat {

    String write(TrainingSpec spec);

    /**
     * Reads what {@link #write} has written, whatever the limits are by now.
     *
     * @return an equal spec
     */
    TrainingSpec read(String json);
}
