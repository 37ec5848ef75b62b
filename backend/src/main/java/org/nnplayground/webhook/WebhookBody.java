package org.nnplayground.webhook;

import org.nnplayground.job.Job;

/** Writes the body of a webhook call: JSON, {@code {"type", "timestamp", "data"}}. */
public interface WebhookBody {

    String of(Job job);
}
