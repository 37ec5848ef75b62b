/** Meters, traces and health checks for operators. It observes the other packages; none of them depends on it. */
@ApplicationModule(
        allowedDependencies = {"access", "admission", "cluster", "job", "queue", "spec", "store", "stream", "trainer"})
@NullMarked
package org.nnplayground.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
