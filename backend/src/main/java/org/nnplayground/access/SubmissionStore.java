package org.nnplayground.access;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Stores submissions by scope and key. */
public interface SubmissionStore {

    /** Inserts a submission unless there is one with its scope and key; returns the stored one. */
    Mono<Submission> reserve(Submission wanted);

    /** Replaces a submission by another; false if it is no longer stored. */
    Mono<Boolean> replace(Submission kept, Submission wanted);

    /** Deletes a submission unless it was replaced. */
    Mono<Void> release(Submission kept);

    /** Deletes submissions older than a time, and the oldest ones beyond a maximum per scope. */
    Mono<Void> expire(Instant before, int mostOfScope);
}
