/** The events of jobs, and the log that stores and replays them. */
@ApplicationModule(allowedDependencies = {"engine", "job"})
@NullMarked
package org.nnplayground.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
