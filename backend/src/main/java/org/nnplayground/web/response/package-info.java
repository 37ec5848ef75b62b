/** Response bodies that several controllers share: jobs, metrics, layers and problem documents. */
@NullMarked
package org.nnplayground.web.response;

import org.jspecify.annotations.NullMarked;
