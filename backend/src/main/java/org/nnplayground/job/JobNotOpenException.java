package org.nnplayground.job;

/** A trainer has claimed the job and is about to open it. */
public final class JobNotOpenException extends RuntimeException {

    public JobNotOpenException() {
        super("the training is about to open", null, false, false);
    }
}
