/** Samples and their encoding for a network: generators, features, targets. Plain Java; all randomness is seeded. */
@ApplicationModule(allowedDependencies = {"spec", "problem"})
@NullMarked
package org.nnplayground.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
