/** Exercises that grade themselves: sheets of given numbers, steps and their rules, mistakes, grades, texts. */
@ApplicationModule(allowedDependencies = {"dataset", "problem", "spec"})
@NullMarked
package org.nnplayground.course;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
