/** Downloads of a job's network in other formats. */
@NullMarked
package org.nnplayground.web.exports;

import org.jspecify.annotations.NullMarked;
