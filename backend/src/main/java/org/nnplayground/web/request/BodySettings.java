package org.nnplayground.web.request;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param memory that all bodies on their way may take together, those under 16 KB not counted; an eighth of the heap
 *     where it is not set
 * @param time in which a body must have come
 */
@ConfigurationProperties("playground.bodies")
public record BodySettings(
        @Nullable DataSize memory, @DefaultValue("2m") Duration time) {

    private static final int PART_OF_HEAP = 8;

    public long memoryBytes() {
        return memory == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : memory.toBytes();
    }
}
