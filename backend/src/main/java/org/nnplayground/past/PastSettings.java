package org.nnplayground.past;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.past.*}.
 *
 * @param maxTime maximum computing time of one request for a past epoch
 * @param maxRunning maximum number of such requests that are computed at the same time
 * @param keptSessions maximum number of sessions that stay open for the next request about the same job
 * @param keptFor how long they stay open
 * @param stateEvery computing time after which a state is kept for later requests about an earlier epoch
 */
@ConfigurationProperties("playground.past")
public record PastSettings(
        @DefaultValue("5s") Duration maxTime,
        @DefaultValue("16") int maxRunning,
        @DefaultValue("8") int keptSessions,
        @DefaultValue("20s") Duration keptFor,
        @DefaultValue("50ms") Duration stateEvery) {}
