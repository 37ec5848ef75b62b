package org.nnplayground.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code playground.datasets.*}.
 *
 * @param retention a dataset that no new job uses for this time is deleted
 * @param maxBytes of all datasets together; beyond it, those unused for the longest time are deleted
 */
@ConfigurationProperties("playground.datasets")
public record DatasetSettings(
        @DefaultValue("30d") Duration retention,
        @DefaultValue("1GB") DataSize maxBytes) {

    public DatasetSettings {
        if (retention.isNegative() || retention.isZero() || maxBytes.toBytes() < 1) {
            throw new IllegalArgumentException("playground.datasets: retention and max-bytes must be above 0");
        }
    }
}
