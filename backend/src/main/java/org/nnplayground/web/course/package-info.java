/** Serves the pages of the course and the exercises. */
@NullMarked
package org.nnplayground.web.course;

import org.jspecify.annotations.NullMarked;
