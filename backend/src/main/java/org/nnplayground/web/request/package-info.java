/** Request bodies: bounded reading of JSON, and values that are read from paths and headers. */
@NullMarked
package org.nnplayground.web.request;

import org.jspecify.annotations.NullMarked;
