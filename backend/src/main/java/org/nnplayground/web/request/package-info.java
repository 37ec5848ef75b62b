/**
 * Request bodies: from bytes to JSON to complete, valid values, with every fault of a request told at once. Nothing
 * here has a list of choices or ranges of its own: they are the catalogue's.
 */
@NullMarked
package org.nnplayground.web.request;

import org.jspecify.annotations.NullMarked;
