/** The page inside a frame of another site: who may frame what, and the opaque origin {@code null}. */
@NullMarked
package org.nnplayground.web.embed;

import org.jspecify.annotations.NullMarked;
