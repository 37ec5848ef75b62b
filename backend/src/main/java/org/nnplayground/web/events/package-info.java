/** Streams jobs as server-sent events. */
@NullMarked
package org.nnplayground.web.events;

import org.jspecify.annotations.NullMarked;
