/**
 * The loss landscape of a job's network: the losses on a plane through its present parameters, and the path that its
 * training took.
 */
@ApplicationModule(allowedDependencies = {"dataset", "engine", "job", "problem", "service", "spec", "store", "trainer"})
@NullMarked
package org.nnplayground.landscape;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
