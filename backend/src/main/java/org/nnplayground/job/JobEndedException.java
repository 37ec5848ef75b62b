package org.nnplayground.job;

/** The training ended before it could do what was asked. */
public final class JobEndedException extends RuntimeException {

    public JobEndedException() {
        super("the training has ended", null, false, false);
    }
}
