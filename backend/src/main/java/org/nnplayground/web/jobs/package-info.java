/** Submits, shows, lists, controls and deletes jobs. */
@NullMarked
package org.nnplayground.web.jobs;

import org.jspecify.annotations.NullMarked;
