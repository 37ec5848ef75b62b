package org.nnplayground.webhook;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call to make when a job has ended, and what has become of it.
 *
 * @param key id of the API key whose secret signs it
 * @param body JSON to send; null until the job has ended
 * @param attempts number of attempts since the job's end, or since the last request to send it again
 * @param dueAt time of the next attempt; null until the job has ended, and after the last attempt
 * @param outcome null until the last attempt
 * @param lastAttempt null before the first attempt
 */
public record Webhook(
        String job,
        URI url,
        String key,
        Instant createdAt,
        @Nullable String body,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Outcome outcome,
        @Nullable Attempt lastAttempt) {

    /** How the attempts ended. */
    public enum Outcome {
        DELIVERED("delivered"),
        FAILED("failed");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /**
     * The result of an attempt.
     *
     * @param status HTTP status of the response; null without response
     */
    public record Attempt(Instant at, @Nullable Integer status) {}

    static Webhook of(String job, URI url, String key, Instant now) {
        return new Webhook(job, url, key, now, null, 0, null, null, null);
    }

    /** Whether it waits for the end of its job. */
    boolean isWaiting() {
        return body == null;
    }

    /** The same after its job has ended. */
    Webhook due(String body, Instant at) {
        return new Webhook(job, url, key, createdAt, body, 0, at, null, lastAttempt);
    }

    /** The same with a later next attempt. */
    Webhook postponed(Instant until) {
        return new Webhook(job, url, key, createdAt, body, attempts, until, outcome, lastAttempt);
    }

    /** The same after another failed attempt. */
    Webhook failed(Attempt attempt, Instant nextAt) {
        return new Webhook(job, url, key, createdAt, body, attempts + 1, nextAt, null, attempt);
    }

    /** The same after the last attempt. */
    Webhook finished(Attempt attempt, Outcome outcome) {
        return new Webhook(job, url, key, createdAt, body, attempts + 1, null, outcome, attempt);
    }

    /** The {@code webhook-id}, by which receivers recognise repetitions. */
    public String id() {
        return "msg_" + job;
    }

    /** Shows the host only, because a webhook's URL can contain secrets. */
    @Override
    public String toString() {
        return "Webhook[" + job + " to " + url.getHost() + ", attempts=" + attempts + "]";
    }
}
