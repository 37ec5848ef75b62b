package org.nnplayground.course;

/**
 * How the numbers of a step follow from the given ones and from the results of earlier steps. A mistake is a rule, too.
 * Rules must accept any finite results of earlier steps: a student's may be wrong.
 */
@FunctionalInterface
public interface Rule {

    /** @return one number for each label of the step, row by row; NaN if there is none */
    double[] apply(Numbers numbers);
}
