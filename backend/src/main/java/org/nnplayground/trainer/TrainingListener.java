package org.nnplayground.trainer;

import org.nnplayground.job.Job;

/** Told of what the trainer of this process does. Called from its threads, so it must be quick. */
public interface TrainingListener {

    /**
     * A job was taken from the queue, and opens.
     *
     * @param job as it waited
     * @param resumes whether it goes on where an earlier training of it, here or elsewhere, has stopped
     */
    void claimed(Job job, boolean resumes);

    /** So many epochs more were trained. */
    void trained(Job job, int epochs);

    /** The lease of a job that is open here ran out, or another trainer has it; {@link #left} follows. */
    void lost(Job job);

    /** A job that was open here is so no more: it has ended, was lost, or waits for another trainer. */
    void left(Job job);

    /** Nobody watches. */
    TrainingListener NONE = new TrainingListener() {
        @Override
        public void claimed(Job job, boolean resumes) {}

        @Override
        public void trained(Job job, int epochs) {}

        @Override
        public void lost(Job job) {}

        @Override
        public void left(Job job) {}
    };
}
