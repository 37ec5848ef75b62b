/** Who may do what: control tokens and limits. */
@ApplicationModule(allowedDependencies = {"job", "problem", "store"})
@NullMarked
package org.nnplayground.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
