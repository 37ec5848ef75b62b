package org.nnplayground.web.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of request bodies.
 *
 * @param maxMemory maximum memory of all bodies together, not counting those under 16 KB; null for an eighth of the
 *     heap
 * @param timeout maximum time for receiving a body
 */
@ConfigurationProperties("playground.bodies")
public record BodySettings(
        @Nullable DataSize maxMemory, @DefaultValue("2m") Duration timeout) {

    private static final int PART_OF_HEAP = 8;

    public long maxMemoryBytes() {
        return maxMemory == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : maxMemory.toBytes();
    }
}
