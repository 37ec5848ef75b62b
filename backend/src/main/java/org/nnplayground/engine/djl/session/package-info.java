/**
 * The training of one network with a program of its own, and what every session has: position, slices, stop conditions,
 * memory, traces.
 */
@NullMarked
package org.nnplayground.engine.djl.session;

import org.jspecify.annotations.NullMarked;
