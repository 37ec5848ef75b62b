/** Tells API clients of the end of their jobs, by signed calls to addresses of theirs. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "job", "problem", "store", "stream"})
@NullMarked
package org.nnplayground.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
