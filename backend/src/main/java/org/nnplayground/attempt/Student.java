package org.nnplayground.attempt;

/**
 * A student of an activity.
 *
 * @param subject the platform's pseudonym of the person ({@code sub})
 */
public record Student(Activity activity, String subject) {}
