package org.nnplayground.job;

/** A trainer has claimed the job and is about to open it. */
final class NotOpenYet extends RuntimeException {

    NotOpenYet() {
        super("the training is about to open", null, false, false);
    }
}
