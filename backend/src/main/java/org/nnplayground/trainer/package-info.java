/** Trains jobs: claims them from the queue and runs their sessions in slices on a few threads. */
@ApplicationModule(
        allowedDependencies = {
            "admission",
            "cluster",
            "dataset",
            "engine",
            "job",
            "problem",
            "queue",
            "spec",
            "store",
            "stream"
        })
@NullMarked
package org.nnplayground.trainer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
