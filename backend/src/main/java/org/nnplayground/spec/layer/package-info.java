/** The kinds of layers, the shapes of their inputs and outputs, and of their parameters. */
@NullMarked
package org.nnplayground.spec.layer;

import org.jspecify.annotations.NullMarked;
