/** Authorization and quotas: API keys, control tokens, idempotency keys, limits of callers. */
@ApplicationModule(allowedDependencies = {"job", "problem", "store"})
@NullMarked
package org.nnplayground.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
