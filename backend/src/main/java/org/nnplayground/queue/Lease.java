package org.nnplayground.queue;

/**
 * The right to train a job, for a time that its holder keeps extending.
 *
 * @param line that the job was claimed from
 * @param number larger than that of any earlier lease of the same queue
 */
public record Lease(String job, QueueName line, long number) {}
