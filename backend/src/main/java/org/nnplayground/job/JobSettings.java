package org.nnplayground.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param trainerThreads at least 1; as many as the machine has processors where it is not set, but 2 at least
 * @param maxLive live jobs at a time
 * @param maxQueued batch jobs that wait
 * @param idlePause a live job that nobody watches or asks for pauses after so long
 * @param idleExpiry and ends so long after that
 * @param retention an ended job is removed so long after its end
 * @param lease a job comes back so long after its trainer was last heard of; the same on every node
 */
@ConfigurationProperties("playground.jobs")
public record JobSettings(
        @Nullable Integer trainerThreads,
        @DefaultValue("1000") int maxLive,
        @DefaultValue("5000") int maxQueued,
        @DefaultValue("60s") Duration idlePause,
        @DefaultValue("30m") Duration idleExpiry,
        @DefaultValue("24h") Duration retention,
        @DefaultValue("30s") Duration lease) {

    public int threads() {
        return trainerThreads == null ? Math.max(2, Runtime.getRuntime().availableProcessors()) : trainerThreads;
    }
}
