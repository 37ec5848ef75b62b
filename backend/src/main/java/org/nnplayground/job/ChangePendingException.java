package org.nnplayground.job;

/** Thrown if a change of a job has taken effect but is not durable yet, because the store does not accept it. */
public final class ChangePendingException extends RuntimeException {

    public ChangePendingException(Throwable cause) {
        super("the change has taken effect but is not durable yet", cause);
    }
}
