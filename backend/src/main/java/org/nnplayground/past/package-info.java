/** Earlier epochs of jobs, computed again from the journal of what has changed their runs. */
@ApplicationModule(
        allowedDependencies = {"admission", "engine", "job", "problem", "service", "spec", "store", "stream", "trainer"
        })
@NullMarked
package org.nnplayground.past;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
