/**
 * Named problems and their translated messages. Every package may use it; it depends on nothing and does not know HTTP.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nnplayground.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
