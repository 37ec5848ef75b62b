/**
 * The tool's side of LTI 1.3: registrations of learning platforms, launches from them, sessions of launched pages, and
 * content for their courses.
 */
@ApplicationModule(allowedDependencies = {"access", "database", "job", "outbound", "problem"})
@NullMarked
package org.nnplayground.lti;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
