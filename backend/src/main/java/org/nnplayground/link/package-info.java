/** Short addresses of saved states of the page: {@code /p/<code>}. */
@ApplicationModule(allowedDependencies = {"job"})
@NullMarked
package org.nnplayground.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
