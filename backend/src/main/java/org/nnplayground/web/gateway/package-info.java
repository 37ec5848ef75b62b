/** Passes requests about a job to the process that holds it, and serves the requests that other processes pass on. */
@NullMarked
package org.nnplayground.web.gateway;

import org.jspecify.annotations.NullMarked;
