/** Datasets that clients have uploaded: read from CSV, kept under ids that cannot be guessed, and used by jobs. */
@ApplicationModule(allowedDependencies = {"access", "codec", "database", "dataset", "job", "problem", "spec", "store"})
@NullMarked
package org.nnplayground.upload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
