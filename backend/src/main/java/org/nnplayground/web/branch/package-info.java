/** Jobs that go on from an epoch of another job. */
@NullMarked
package org.nnplayground.web.branch;

import org.jspecify.annotations.NullMarked;
