package org.nnplayground.web.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nnplayground.codec.LimitSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of request bodies.
 *
 * @param maxMemory maximum heap of all bodies and of what is parsed from them, not counting 16 KB of each; null for
 *     half of the heap that the idle server does not use
 * @param timeout maximum time for receiving a body
 */
@ConfigurationProperties("playground.bodies")
public record BodySettings(
        @Nullable DataSize maxMemory, @DefaultValue("2m") Duration timeout) {

    public long maxMemoryBytes() {
        return maxMemory == null ? LimitSettings.halfOfHeap() : maxMemory.toBytes();
    }
}
