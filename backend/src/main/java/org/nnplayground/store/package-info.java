/** Jobs and what is kept of them: their state, losses of every epoch, checkpoints. */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem", "spec"})
@NullMarked
package org.nnplayground.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
