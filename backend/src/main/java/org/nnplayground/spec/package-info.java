/**
 * What to train: the immutable, complete, valid description, and the catalogue of choices, defaults and limits that it
 * is held against. Plain Java: a mathematician can read it.
 */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.nnplayground.spec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
