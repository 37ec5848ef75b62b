/** The entry point of the API: submits jobs, looks them up, controls them and removes expired ones. */
@ApplicationModule(
        allowedDependencies = {
            "admission",
            "cluster",
            "engine",
            "job",
            "problem",
            "queue",
            "spec",
            "store",
            "stream",
            "trainer",
            "upload"
        })
@NullMarked
package org.nnplayground.service;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
