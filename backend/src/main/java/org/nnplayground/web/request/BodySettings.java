package org.nnplayground.web.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of request bodies.
 *
 * @param memory maximum memory of all bodies together, not counting those under 16 KB; default an eighth of the heap
 * @param time limit for receiving a body
 */
@ConfigurationProperties("playground.bodies")
public record BodySettings(
        @Nullable DataSize memory, @DefaultValue("2m") Duration time) {

    private static final int PART_OF_HEAP = 8;

    public long memoryBytes() {
        return memory == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : memory.toBytes();
    }
}
