package org.nnplayground.access;

import java.time.Instant;

/**
 * The creation of a job under an {@code Idempotency-Key}.
 *
 * @param scope owner of the API key; empty without one
 * @param key the {@code Idempotency-Key}
 * @param fingerprint hash of the request body, to recognise a repetition
 * @param job id of the job
 * @param done whether the job has been created
 */
public record Submission(String scope, String key, String fingerprint, String job, Instant at, boolean done) {

    Submission completed() {
        return new Submission(scope, key, fingerprint, job, at, true);
    }
}
