/**
 * Pseudo-random numbers of a training: initial parameters, orders, dropout masks, disturbed inputs, Gibbs steps. Each
 * is a pure function of a seed and a position.
 */
@NullMarked
package org.nnplayground.engine.djl.draws;

import org.jspecify.annotations.NullMarked;
