/**
 * The spec, an immutable, complete and valid description of a training, and the catalogue of choices, defaults and
 * limits that it is checked against. Plain Java without a framework. The sub-package {@code layer} is open to others.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"problem"})
@NullMarked
package org.nnplayground.spec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
