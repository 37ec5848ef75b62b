/** The life of jobs: submitting, queueing, training on threads of its own, control. */
@ApplicationModule(allowedDependencies = {"engine", "dataset", "stream", "store", "spec", "problem"})
@NullMarked
package org.nnplayground.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
