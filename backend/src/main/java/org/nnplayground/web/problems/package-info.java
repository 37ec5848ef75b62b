/** Problem documents (RFC 9457). */
@NullMarked
package org.nnplayground.web.problems;

import org.jspecify.annotations.NullMarked;
