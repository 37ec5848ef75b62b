/**
 * Starts the packaged server faster: its jar, extracted, and an AOT cache of Java. Loads nothing but Java's own
 * classes.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nnplayground.launch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
