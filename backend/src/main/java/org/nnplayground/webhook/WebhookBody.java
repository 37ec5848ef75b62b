package org.nnplayground.webhook;

import org.nnplayground.job.Job;

/** Writes what clients are told of a job that has ended: JSON, {@code {"type", "timestamp", "data"}}. */
public interface WebhookBody {

    String of(Job job);
}
