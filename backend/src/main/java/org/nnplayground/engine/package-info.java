/**
 * The port to the training engine: sessions, and their results as plain Java arrays. Adapters are sub-packages; only
 * {@code djl} may import DJL.
 */
@ApplicationModule(allowedDependencies = {"dataset", "spec", "problem"})
@NullMarked
package org.nnplayground.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
