/** Short addresses of saved states of the page, their pictures, and oEmbed. */
@NullMarked
package org.nnplayground.web.links;

import org.jspecify.annotations.NullMarked;
