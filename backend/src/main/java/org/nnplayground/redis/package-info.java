/**
 * What many processes share beside the database, where {@code playground.redis.url} is set: the queue of jobs and their
 * events. Lettuce alone speaks with Redis, and Lua scripts in {@code resources/redis} change what must change together.
 */
@ApplicationModule(allowedDependencies = {"engine", "job", "problem", "queue", "spec", "store", "stream", "trainer"})
@NullMarked
package org.nnplayground.redis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
