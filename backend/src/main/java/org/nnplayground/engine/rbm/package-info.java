/** Restricted Boltzmann machines beyond their training: exact likelihoods, and dreams. */
@NullMarked
package org.nnplayground.engine.rbm;

import org.jspecify.annotations.NullMarked;
