package org.nnplayground.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.jobs.*}.
 *
 * @param trainerThreads number of threads that train, at least 1; null for the number of cores, at least 2
 * @param maxLive maximum number of live jobs
 * @param maxQueued maximum number of queued batch jobs
 * @param idlePause a live job without streams and requests pauses after this time
 * @param idleExpiry an idle, paused live job ends after this further time
 * @param retention an ended job is deleted after this time
 * @param lease if a trainer has not renewed its lease for this time, its jobs return to the queue; must be the same on
 *     every node
 * @param turn a batch job that has been training for this time yields to waiting jobs of other callers
 * @param maxSeconds maximum of the stop condition {@code maxSeconds}, and its default for batch jobs
 * @param keyWeight how many queued jobs of a caller with an API key start for each one of a caller without, at least 1
 * @param changeTimeout after this time a change of a job is answered with 202 (accepted) if it has not taken effect
 * @param maxDelay new live jobs are refused while the turns of live jobs start later than this on average
 */
@ConfigurationProperties("playground.jobs")
public record JobSettings(
        @Nullable Integer trainerThreads,
        @DefaultValue("1000") int maxLive,
        @DefaultValue("5000") int maxQueued,
        @DefaultValue("60s") Duration idlePause,
        @DefaultValue("30m") Duration idleExpiry,
        @DefaultValue("24h") Duration retention,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("2s") Duration turn,
        @DefaultValue("86400") int maxSeconds,
        @DefaultValue("2") int keyWeight,
        @DefaultValue("10s") Duration changeTimeout,
        @DefaultValue("500ms") Duration maxDelay) {

    public JobSettings {
        requireAtLeastOne("max-seconds", maxSeconds);
        requireAtLeastOne("key-weight", keyWeight);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("playground.jobs." + name + " must be at least 1, was " + value);
        }
    }

    public int threads() {
        return trainerThreads == null ? Math.max(2, Runtime.getRuntime().availableProcessors()) : trainerThreads;
    }
}
