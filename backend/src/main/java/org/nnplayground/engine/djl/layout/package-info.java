/** Where the parameters, batches and losses of a network are in its flat arrays. */
@NullMarked
package org.nnplayground.engine.djl.layout;

import org.jspecify.annotations.NullMarked;
