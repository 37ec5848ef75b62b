/** The roles of a process, and the search for the process that holds a job, where several form one service. */
@ApplicationModule(allowedDependencies = {"queue"})
@NullMarked
package org.nnplayground.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
