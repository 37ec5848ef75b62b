/**
 * Files that run a job's network elsewhere and give the same outputs: ONNX, TorchScript, programs for PyTorch, Keras
 * and NumPy, and JSON.
 */
@ApplicationModule(
        allowedDependencies = {"dataset", "engine", "engine :: torchscript", "job", "past", "problem", "service", "spec"
        })
@NullMarked
package org.nnplayground.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
