package org.nnplayground.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of one caller: the owner of API keys, or an address. A class of 300 can share one address and open the page at
 * once, with about five calls each.
 *
 * @param liveJobs unfinished live jobs
 * @param batchJobs unfinished batch jobs
 * @param streams open at a time
 * @param streamsInAll open at a time, of all callers together
 * @param requestsPerSecond of the API, in the long run
 * @param requestBurst of them at once
 * @param jobsPerSecond created, in the long run
 * @param jobBurst of them at once
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
