/** Admits jobs as far as the estimated memory of their sessions allows. */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem", "spec"})
@NullMarked
package org.nnplayground.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
