package org.nnplayground.store;

import org.nnplayground.spec.TrainingSpec;

/** The stored format of specs, the JSON of the API. Later versions must be able to read it. */
public interface SpecFormat {

    String write(TrainingSpec spec);

    /**
     * Reads a written spec without checking it against the present limits.
     *
     * @return an equal spec
     */
    TrainingSpec read(String json);
}
