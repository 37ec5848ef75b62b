/** The file format of TorchScript programs. */
@NamedInterface("torchscript")
@NullMarked
package org.nnplayground.engine.torchscript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
