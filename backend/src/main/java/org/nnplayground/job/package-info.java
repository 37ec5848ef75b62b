/** Jobs as values: what a client asked for, the state of a job, and the controls that change it. */
@ApplicationModule(allowedDependencies = {"engine", "problem", "spec"})
@NullMarked
package org.nnplayground.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
