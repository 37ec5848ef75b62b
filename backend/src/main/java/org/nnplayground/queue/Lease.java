package org.nnplayground.queue;

/**
 * The right to train a job, for a term that its holder renews.
 *
 * @param queue the queue that the job was claimed from
 * @param number greater than that of any earlier lease
 */
public record Lease(String job, QueueName queue, long number) {}
