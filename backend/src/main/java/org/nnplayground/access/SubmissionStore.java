package org.nnplayground.access;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Keeps submissions by scope and key. */
public interface SubmissionStore {

    /** Keeps a submission unless there is one of its scope and key; gives the one that is kept then. */
    Mono<Submission> reserve(Submission wanted);

    /** Puts a submission in place of another; false where the other is kept no longer. */
    Mono<Boolean> replace(Submission kept, Submission wanted);

    /** Forgets a submission, unless another has taken its place. */
    Mono<Void> release(Submission kept);

    /** Forgets those from before a time, and the oldest beyond so many of each scope. */
    Mono<Void> expire(Instant before, int mostOfScope);
}
