/** Samples and what a network sees of them: generators, features, targets. Plain Java, and all of it seeded. */
@ApplicationModule(allowedDependencies = {"spec", "problem"})
@NullMarked
package org.nnplayground.dataset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
