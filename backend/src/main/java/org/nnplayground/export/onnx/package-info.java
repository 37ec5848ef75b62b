/** The network as an ONNX graph. */
@NullMarked
package org.nnplayground.export.onnx;

import org.jspecify.annotations.NullMarked;
