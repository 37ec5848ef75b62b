package org.nnplayground.course;

import org.jspecify.annotations.Nullable;

/** An exercise of the lecture with random variants. Safe for concurrent use. */
public interface Exercise {

    /** Its name in addresses, and of its text files: lower case and hyphens. */
    String slug();

    /**
     * The given numbers, what is asked, and how the answers follow from the given numbers. The same seed gives the same
     * sheet.
     *
     * @param seed 0 to 2^53 - 1; null for the exercise's own numbers: the lecture's, where the lecture has it
     */
    ExerciseSheet sheet(@Nullable Long seed);
}
