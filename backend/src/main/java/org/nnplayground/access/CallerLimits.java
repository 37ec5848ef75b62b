package org.nnplayground.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of one caller: the owner of API keys, or an address. A class of 300 can share one address and open the page at
 * once, with about five calls each.
 *
 * @param liveJobs maximum number of unfinished live jobs
 * @param batchJobs maximum number of unfinished batch jobs
 * @param streams maximum number of open event streams
 * @param streamsInAll maximum number of open event streams of all callers
 * @param requestsPerSecond sustained rate of API requests
 * @param requestBurst maximum burst of API requests
 * @param jobsPerSecond sustained rate of new jobs
 * @param jobBurst maximum burst of new jobs
 */
@ConfigurationProperties("playground.callers")
public record CallerLimits(
        @DefaultValue("400") int liveJobs,
        @DefaultValue("1000") int batchJobs,
        @DefaultValue("1000") int streams,
        @DefaultValue("5000") int streamsInAll,
        @DefaultValue("300") int requestsPerSecond,
        @DefaultValue("6000") int requestBurst,
        @DefaultValue("20") int jobsPerSecond,
        @DefaultValue("1200") int jobBurst) {}
