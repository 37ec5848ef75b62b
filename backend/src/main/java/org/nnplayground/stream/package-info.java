/** What happened to jobs, in order: events, and the log that keeps, replays and follows them. */
@ApplicationModule(allowedDependencies = {"engine", "job", "store", "problem"})
@NullMarked
package org.nnplayground.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
