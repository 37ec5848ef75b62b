/** Schedules the turns of tasks on the trainer threads, and the epochs of a training at its pace. */
@NullMarked
package org.nnplayground.trainer.schedule;

import org.jspecify.annotations.NullMarked;
