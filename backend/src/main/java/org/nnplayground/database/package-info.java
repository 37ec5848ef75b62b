/** Access to the database, an H2 file or PostgreSQL: its address, its schema, transactions and announcements. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package org.nnplayground.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
