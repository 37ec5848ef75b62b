/** The roles that a process can have where several processes form one service. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nnplayground.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
