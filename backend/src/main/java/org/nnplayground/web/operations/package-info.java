/** Endpoints and hooks for operators. */
@NullMarked
package org.nnplayground.web.operations;

import org.jspecify.annotations.NullMarked;
