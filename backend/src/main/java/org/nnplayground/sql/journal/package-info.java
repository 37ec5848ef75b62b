/** The stored journals of jobs. */
@NullMarked
package org.nnplayground.sql.journal;

import org.jspecify.annotations.NullMarked;
