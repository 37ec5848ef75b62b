/**
 * PyTorch by DJL: tensors, compiled programs, native memory, and the choice of a device. Uses no other package of the
 * engine.
 */
@NullMarked
package org.nnplayground.engine.djl.torch;

import org.jspecify.annotations.NullMarked;
