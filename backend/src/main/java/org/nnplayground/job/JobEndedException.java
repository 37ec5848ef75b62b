package org.nnplayground.job;

/** Thrown if the training ended before it could answer a request. */
public final class JobEndedException extends RuntimeException {

    public JobEndedException() {
        super("the training has ended", null, false, false);
    }
}
