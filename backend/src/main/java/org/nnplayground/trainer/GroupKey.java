package org.nnplayground.trainer;

import org.nnplayground.job.Mode;

/**
 * What trainings of one group have in common.
 *
 * @param sessionKey as {@link org.nnplayground.engine.TrainingSession#groupKey}
 * @param isUnlimited whether they train at full pace; with others, they would have to wait for each other
 */
record GroupKey(Object sessionKey, Mode mode, boolean isUnlimited) {}
