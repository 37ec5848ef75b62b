/** The queue of waiting jobs, and the leases under which trainers hold them. */
@ApplicationModule(allowedDependencies = {"cluster", "engine", "job", "problem", "store"})
@NullMarked
package org.nnplayground.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
