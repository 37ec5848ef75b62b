/** Graded attempts of students, and what their teachers see; for pages that a learning platform has launched. */
@NullMarked
package org.nnplayground.web.attempts;

import org.jspecify.annotations.NullMarked;
