package org.nnplayground.trainer;

import org.nnplayground.job.Mode;

/**
 * What trainings of one group have in common.
 *
 * @param family as {@link org.nnplayground.engine.SessionShape#family}
 * @param isUnlimited whether they train at full pace; with others, they would have to wait for each other
 */
record GroupKey(Object family, Mode mode, boolean isUnlimited) {}
