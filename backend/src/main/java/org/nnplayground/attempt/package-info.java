/**
 * Graded attempts at exercises by students of learning platforms (LTI 1.3), and the delivery of their scores to the
 * platforms (Assignment and Grade Services 2.0).
 */
@ApplicationModule(
        allowedDependencies = {"access", "cluster", "course", "database", "job", "lti", "outbound", "problem"})
@NullMarked
package org.nnplayground.attempt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
