/** The exercises: one class each, which chooses the numbers of a sheet and says how its steps follow from them. */
@NullMarked
package org.nnplayground.course.exercises;

import org.jspecify.annotations.NullMarked;
