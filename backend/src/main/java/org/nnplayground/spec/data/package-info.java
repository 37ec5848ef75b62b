/** The definitions of the sources of data as JSON, and the values that only they use. */
@NullMarked
package org.nnplayground.spec.data;

import org.jspecify.annotations.NullMarked;
