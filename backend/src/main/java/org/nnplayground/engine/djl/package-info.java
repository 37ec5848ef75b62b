/**
 * The engine on DJL's PyTorch: a spec becomes a straight-line TorchScript program, and one native call trains whole
 * epochs. Its packages use one another in this order only: {@code shared}, {@code session}, {@code script},
 * {@code draws}, {@code layout}, {@code torch}.
 */
@NullMarked
package org.nnplayground.engine.djl;

import org.jspecify.annotations.NullMarked;
