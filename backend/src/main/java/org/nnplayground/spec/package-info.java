/**
 * The spec, an immutable, complete and valid description of a training, and the catalogue of choices, defaults and
 * limits that it is checked against. Plain Java without a framework.
 */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.nnplayground.spec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
