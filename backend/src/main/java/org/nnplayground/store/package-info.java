/** The store of jobs: their states, the losses of every epoch, and their checkpoints. */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem", "spec"})
@NullMarked
package org.nnplayground.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
