/** What can be seen inside a network: samples, boundary, gradients, trace. */
@NullMarked
package org.nnplayground.web.network;

import org.jspecify.annotations.NullMarked;
