/**
 * Graded attempts at exercises and training goals by students of learning platforms (LTI 1.3), the delivery of their
 * scores to the platforms (Assignment and Grade Services 2.0), and the names of students for their teachers (Names and
 * Role Provisioning Services 2.0).
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "cluster",
            "course",
            "database",
            "goal",
            "job",
            "lti",
            "outbound",
            "problem",
            "spec",
            "store"
        })
@NullMarked
package org.nnplayground.attempt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
