/** Publishes the catalogue of choices, defaults and limits. */
@NullMarked
package org.nnplayground.web.catalog;

import org.jspecify.annotations.NullMarked;
