/** Uploads, shows and deletes datasets. */
@NullMarked
package org.nnplayground.web.datasets;

import org.jspecify.annotations.NullMarked;
