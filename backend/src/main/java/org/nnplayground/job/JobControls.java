package org.nnplayground.job;

import reactor.core.publisher.Mono;

/** Sends controls to the process that trains a job. */
public interface JobControls {

    /**
     * Applies a control at most once.
     *
     * @return the job once the control has taken effect and is durable; empty if no process has the job open, so that
     *     nothing happened; fails with a {@link org.nnplayground.problem.PlaygroundException} if the control is
     *     rejected
     */
    Mono<Job> send(String job, Control control);

    /** Records that a job is in use, so that it does not pause or expire as idle. */
    void touch(String job);
}
