/** Past epochs of jobs: frames, metrics and changes. */
@NullMarked
package org.nnplayground.web.past;

import org.jspecify.annotations.NullMarked;
