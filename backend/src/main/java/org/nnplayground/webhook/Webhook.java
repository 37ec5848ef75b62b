package org.nnplayground.webhook;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call to make when a job has ended.
 *
 * @param key id of the API key whose secret signs it
 * @param body JSON to send; null until the job has ended
 * @param attempts number of failed attempts
 * @param dueAt time of the next attempt; null until the job has ended
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

    /** The same after its job has ended. */
    Webhook due(String body, Instant at) {
        return new Webhook(job, url, key, createdAt, body, 0, at);
    }

    /** The same with a later next attempt. */
    Webhook postponed(Instant until) {
        return new Webhook(job, url, key, createdAt, body, attempts, until);
    }

    /** The same after another failed attempt. */
    Webhook failed(Instant nextAt) {
        return new Webhook(job, url, key, createdAt, body, attempts + 1, nextAt);
    }

    /** The {@code webhook-id}, by which receivers recognise repetitions. */
    String id() {
        return "msg_" + job;
    }

    /** Shows the host only, because a webhook's URL can contain secrets. */
    @Override
    public String toString() {
        return "Webhook[" + job + " to " + url.getHost() + ", attempts=" + attempts + "]";
    }
}
