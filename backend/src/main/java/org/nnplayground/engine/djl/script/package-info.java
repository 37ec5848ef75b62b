/**
 * The text of a TorchScript program: forward and backward pass, losses, updates, pre-training, buffers. Writes text
 * only; {@code session} and {@code shared} run it.
 */
@NullMarked
package org.nnplayground.engine.djl.script;

import org.jspecify.annotations.NullMarked;
