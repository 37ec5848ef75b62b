package org.nnplayground.job;

/**
 * The right to train a job, for a time that its holder keeps extending.
 *
 * @param number tells it from earlier leases of the same job
 */
public record Lease(String job, long number) {}
