package org.nnplayground.job;

import reactor.core.publisher.Mono;

/** Brings controls to whoever trains a job. */
public interface JobControls {

    /**
     * Has a control take effect, at most once.
     *
     * @return the job once the control has taken effect and is kept for good; empty where nobody trains the job at
     *     present, and nothing happened; fails with a {@link org.nnplayground.problem.PlaygroundException} where the
     *     control is refused
     */
    Mono<Job> send(String job, Control control);

    /** Somebody cares for a job: it is not idle. */
    void touch(String job);
}
