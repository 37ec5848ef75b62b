package org.nnplayground.job;

import reactor.core.publisher.Mono;

/** Decides whether a control may change a job, beyond what the job's state allows. */
@FunctionalInterface
public interface ControlRule {

    /** Allows everything. */
    ControlRule NONE = (job, control) -> Mono.empty();

    /** Completes if the control is allowed; otherwise fails with the problem to tell the client. */
    Mono<Void> check(Job job, Control control);
}
