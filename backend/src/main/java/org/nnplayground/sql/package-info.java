/**
 * What is kept for good: jobs and what belongs to them, and what API clients leave, in an H2 file or in PostgreSQL.
 * {@code db/migration} has the tables.
 */
@ApplicationModule(allowedDependencies = {"access", "engine", "job", "problem", "spec", "store", "webhook"})
@NullMarked
package org.nnplayground.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
