package org.nnplayground.course;

import org.jspecify.annotations.Nullable;

/** An exercise of the lecture with random variants. Safe for concurrent use. */
public interface Exercise {

    /** Its name in addresses, and of its text files: lower case and hyphens. */
    String slug();

    /**
     * The given numbers and what is asked. The same seed gives the same sheet.
     *
     * @param seed 0 to 2^53 - 1; null for the lecture's own numbers
     */
    ExerciseSheet sheet(@Nullable Long seed);

    /** Solves a sheet of this exercise from nothing but the numbers that it gives. */
    Solution solve(ExerciseSheet sheet);
}
