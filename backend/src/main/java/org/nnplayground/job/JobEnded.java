package org.nnplayground.job;

/** The training ended before it could do what was asked. */
final class JobEnded extends RuntimeException {

    JobEnded() {
        super("the training has ended", null, false, false);
    }
}
