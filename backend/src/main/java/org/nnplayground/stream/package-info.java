/** The events of jobs, and the log that stores, replays and distributes them. */
@ApplicationModule(allowedDependencies = {"engine", "job", "store", "problem"})
@NullMarked
package org.nnplayground.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
