/**
 * The job queue, events and controls shared by several processes, active if {@code playground.redis.url} is set. It
 * uses Lettuce; Lua scripts in {@code resources/redis} make atomic changes.
 */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem", "queue", "spec", "store", "stream", "trainer"})
@NullMarked
package org.nnplayground.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
