/** LTI 1.3 over HTTP: what learning platforms call, and what launched pages call. Not part of the public API. */
@NullMarked
package org.nnplayground.web.lti;

import org.jspecify.annotations.NullMarked;
