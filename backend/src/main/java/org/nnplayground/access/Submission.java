package org.nnplayground.access;

import java.time.Instant;

/**
 * One creation of a job that a client may repeat, by the key that it gave it.
 *
 * @param scope the client whose key this is, empty for those without API key
 * @param key the client's name for it ({@code Idempotency-Key})
 * @param fingerprint tells whether a repetition asks for the same
 * @param job the id of the job that it makes
 * @param done whether the job has been made
 */
public record Submission(String scope, String key, String fingerprint, String job, Instant at, boolean done) {

    Submission finished() {
        return new Submission(scope, key, fingerprint, job, at, true);
    }
}
