/** The queue of jobs: leases that give one job to one trainer. */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem"})
@NullMarked
package org.nnplayground.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
