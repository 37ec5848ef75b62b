/** What can go wrong, by name. Everyone may import it; it imports nothing and knows no HTTP. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nnplayground.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
