/**
 * The stores in a database, an H2 file or PostgreSQL: jobs, API keys, submissions and webhooks. {@code db/migration}
 * defines the tables.
 */
@ApplicationModule(allowedDependencies = {"access", "engine", "job", "problem", "spec", "store", "webhook"})
@NullMarked
package org.nnplayground.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
