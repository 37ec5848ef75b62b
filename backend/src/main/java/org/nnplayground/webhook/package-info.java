/** Notifies API clients of ended jobs by signed HTTP calls. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "job", "outbound", "problem"})
@NullMarked
package org.nnplayground.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
