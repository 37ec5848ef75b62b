/** Stores graded attempts and scores in a database, an H2 file or PostgreSQL. */
@NullMarked
package org.nnplayground.attempt.sql;

import org.jspecify.annotations.NullMarked;
