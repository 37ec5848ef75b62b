/**
 * The engine on DJL's PyTorch: a spec becomes a straight-line TorchScript program, and one native call trains whole
 * epochs.
 */
@NullMarked
package org.nnplayground.engine.djl;

import org.jspecify.annotations.NullMarked;
