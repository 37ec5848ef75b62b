/**
 * Sweeps: many batch jobs that one request submits, which differ in the values of a few axes. A sweep knows the ids of
 * its jobs; its state and its table are made from them.
 */
@ApplicationModule(allowedDependencies = {"cluster", "database", "engine", "job", "problem", "service", "store"})
@NullMarked
package org.nnplayground.sweep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
