/**
 * Specs as JSON: the only definition of their fields, from which readers, the writer and the published catalogue are
 * made.
 */
@ApplicationModule(allowedDependencies = {"engine", "problem", "spec", "store"})
@NullMarked
package org.nnplayground.codec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
