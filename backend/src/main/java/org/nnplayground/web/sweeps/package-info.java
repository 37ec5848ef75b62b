/** Submits, shows, streams, cancels and deletes sweeps. */
@NullMarked
package org.nnplayground.web.sweeps;

import org.jspecify.annotations.NullMarked;
