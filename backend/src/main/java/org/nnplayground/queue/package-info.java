/** The queue of waiting jobs, and the leases under which trainers hold them. */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem"})
@NullMarked
package org.nnplayground.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
