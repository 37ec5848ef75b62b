package org.nnplayground.job;

import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.Job;
import org.nnplayground.store.Mode;
import org.nnplayground.store.Pace;
import org.nnplayground.store.Stop;

/**
 * What a client asks to be trained, and how.
 *
 * @param stop of a batch job has a condition
 */
public record JobRequest(TrainingSpec spec, Mode mode, Stop stop, Pace pace, Job.Description description) {}
