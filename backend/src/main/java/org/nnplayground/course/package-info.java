/** Exercises that grade themselves: sheets of given numbers, asked steps, solutions by the engine, grades, texts. */
@ApplicationModule(allowedDependencies = {"dataset", "engine", "problem", "spec"})
@NullMarked
package org.nnplayground.course;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
