/** Many networks of one shape in one program, side by side in the last dimension. */
@NullMarked
package org.nnplayground.engine.djl.shared;

import org.jspecify.annotations.NullMarked;
