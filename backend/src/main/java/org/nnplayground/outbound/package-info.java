/**
 * HTTP calls to addresses that other people name: they reach public addresses only, follow no redirect, and are bounded
 * in time and size.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nnplayground.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
