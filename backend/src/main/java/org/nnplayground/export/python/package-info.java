/** The network as programs in Python. */
@NullMarked
package org.nnplayground.export.python;

import org.jspecify.annotations.NullMarked;
