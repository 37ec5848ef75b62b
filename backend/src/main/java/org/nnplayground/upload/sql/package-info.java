/** Stores uploaded datasets in a database, an H2 file or PostgreSQL. */
@NullMarked
package org.nnplayground.upload.sql;

import org.jspecify.annotations.NullMarked;
