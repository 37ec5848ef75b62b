/** Stores sweeps in a database, an H2 file or PostgreSQL. */
@NullMarked
package org.nnplayground.sweep.sql;

import org.jspecify.annotations.NullMarked;
