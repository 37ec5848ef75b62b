/**
 * Training goals: losses that a job must reach within limits on its spec. They are checked from the job's own spec and
 * history, never from what a browser says.
 */
@ApplicationModule(allowedDependencies = {"codec", "job", "problem", "spec", "store"})
@NullMarked
package org.nnplayground.goal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
