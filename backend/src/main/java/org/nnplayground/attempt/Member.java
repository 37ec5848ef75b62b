package org.nnplayground.attempt;

import org.jspecify.annotations.Nullable;

/**
 * A person in a course.
 *
 * @param subject the platform's pseudonym of the person, as in launches
 * @param name at most 100 characters, without those that control how text is shown; null if the platform does not say
 * @param student whether the person takes part as a student
 */
record Member(String subject, @Nullable String name, boolean student) {}
