/** The application's root: its main class and its settings; everything else lives in a room. */
@NullMarked
package org.nnplayground;

import org.jspecify.annotations.NullMarked;
