/** Serves the page, the pages of the course and their files, with the headers for caches. */
@NullMarked
package org.nnplayground.web.pages;

import org.jspecify.annotations.NullMarked;
