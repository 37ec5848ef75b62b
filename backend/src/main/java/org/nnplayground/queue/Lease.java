package org.nnplayground.queue;

/**
 * The right to train a job, as long as the node that claimed it is alive and has not returned it.
 *
 * @param queue the queue that the job was claimed from
 * @param number greater than that of any earlier lease of the job; the store rejects writes under an earlier one
 * @param claims how often the job was claimed since it last made progress, this time included
 */
public record Lease(String job, QueueName queue, long number, int claims) {}
