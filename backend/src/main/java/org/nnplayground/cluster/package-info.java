/** The processes that form one service: their roles, their leases, and the search for the one that holds a job. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nnplayground.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
