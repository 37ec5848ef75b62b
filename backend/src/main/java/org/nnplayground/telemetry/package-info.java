/**
 * What those who run the service watch: meters, traces and health. It reads from the other rooms and listens to them;
 * none of them knows it.
 */
@ApplicationModule(allowedDependencies = {"access", "job", "queue", "spec", "store", "stream", "trainer"})
@NullMarked
package org.nnplayground.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
