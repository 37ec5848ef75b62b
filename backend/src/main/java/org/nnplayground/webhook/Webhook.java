package org.nnplayground.webhook;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that is to be made when a job has ended.
 *
 * @param key the id of the API key whose secret signs it
 * @param body JSON to send, null while the job has not ended
 * @param attempts that failed
 * @param dueAt when to make the next attempt, null while the job has not ended
 */
public record Webhook(
        String job,
        URI url,
        String key,
        Instant createdAt,
        @Nullable String body,
        int attempts,
        @Nullable Instant dueAt) {

    static Webhook of(String job, URI url, String key, Instant now) {
        return new Webhook(job, url, key, now, null, 0, null);
    }

    /** The job has ended. */
    Webhook due(String body, Instant at) {
        return new Webhook(job, url, key, createdAt, body, 0, at);
    }

    /** Nobody makes an attempt before. */
    Webhook putOff(Instant until) {
        return new Webhook(job, url, key, createdAt, body, attempts, until);
    }

    /** One more attempt has failed. */
    Webhook failed(Instant nextAt) {
        return new Webhook(job, url, key, createdAt, body, attempts + 1, nextAt);
    }

    /** Tells this message from every other, and a repetition as such. */
    String id() {
        return "msg_" + job;
    }

    /** Addresses of hooks can hold secrets: only the host is told. */
    @Override
    public String toString() {
        return "Webhook[" + job + " to " + url.getHost() + ", attempts=" + attempts + "]";
    }
}
