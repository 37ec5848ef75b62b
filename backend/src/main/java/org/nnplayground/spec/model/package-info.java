/** What is trained: a feed-forward network, or a restricted Boltzmann machine. */
@NullMarked
package org.nnplayground.spec.model;

import org.jspecify.annotations.NullMarked;
