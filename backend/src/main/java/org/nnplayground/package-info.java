/** The application's main class. */
@NullMarked
package org.nnplayground;

import org.jspecify.annotations.NullMarked;
