/** The network as a TorchScript program. */
@NullMarked
package org.nnplayground.export.torchscript;

import org.jspecify.annotations.NullMarked;
