package org.nnplayground.trainer;

import org.nnplayground.job.Job;

/** Receives the events of this process's trainer. Called by its threads, so methods must not block. */
public interface TrainingListener {

    /**
     * A job was claimed from the queue and is about to open.
     *
     * @param job as it waited: queued, or running or paused if its trainer stopped
     * @param resumes whether it continues an earlier training, of this process or another
     */
    void claimed(Job job, boolean resumes);

    /** A slice has trained some epochs. */
    void trained(Job job, int epochs);

    /** A job has ended as failed, because its earlier trainers ended without any progress. */
    void crashed(Job job);

    /** The lease of a job that is open here is lost, so another trainer may have it; {@link #released} follows. */
    void lost(Job job);

    /** A job is no longer open here: it has ended, its lease is lost, or it waits for another trainer. */
    void released(Job job);

    /** Ignores all events. */
    TrainingListener NONE = new TrainingListener() {
        @Override
        public void claimed(Job job, boolean resumes) {}

        @Override
        public void trained(Job job, int epochs) {}

        @Override
        public void crashed(Job job) {}

        @Override
        public void lost(Job job) {}

        @Override
        public void released(Job job) {}
    };
}
