/** Commands for operators, run from the server's own jar. */
@ApplicationModule(allowedDependencies = {"access", "problem"})
@NullMarked
package org.nnplayground.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
