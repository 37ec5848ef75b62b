/** Serves the exercises of the course. */
@NullMarked
package org.nnplayground.web.course;

import org.jspecify.annotations.NullMarked;
