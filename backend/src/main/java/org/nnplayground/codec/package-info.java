/** Reads and writes specs as JSON, by the definitions in {@code spec} and within the configured limits. */
@ApplicationModule(allowedDependencies = {"engine", "problem", "spec", "store"})
@NullMarked
package org.nnplayground.codec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
