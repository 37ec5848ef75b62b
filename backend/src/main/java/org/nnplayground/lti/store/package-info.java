/** Stores of registrations, sessions and keys, in memory and in a database. */
@NullMarked
package org.nnplayground.lti.store;

import org.jspecify.annotations.NullMarked;
