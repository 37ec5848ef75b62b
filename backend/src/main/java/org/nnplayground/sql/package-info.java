/**
 * The stores in a database, an H2 file or PostgreSQL: jobs with their queue, processes, API keys, submissions and
 * webhooks. {@code db/migration} defines the tables.
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "cluster",
            "database",
            "engine",
            "job",
            "link",
            "problem",
            "queue",
            "spec",
            "store",
            "webhook"
        })
@NullMarked
package org.nnplayground.sql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
