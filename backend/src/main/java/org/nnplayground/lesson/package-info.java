/** Exercises that grade themselves: sheets of given numbers, asked steps, solutions by the engine, grades, texts. */
@ApplicationModule(allowedDependencies = {"engine", "dataset", "spec", "problem"})
@NullMarked
package org.nnplayground.lesson;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
