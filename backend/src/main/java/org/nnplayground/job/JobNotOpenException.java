package org.nnplayground.job;

/** Thrown if a trainer has claimed the job but not opened it yet; trying again soon succeeds. */
public final class JobNotOpenException extends RuntimeException {

    public JobNotOpenException() {
        super("the job is about to be opened", null, false, false);
    }
}
