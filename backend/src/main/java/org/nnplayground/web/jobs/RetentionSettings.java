package org.nnplayground.web.jobs;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.retention.*}.
 *
 * @param maxDays maximum number of days for which an owner can keep an ended job
 */
@ConfigurationProperties("playground.retention")
public record RetentionSettings(@DefaultValue("30") int maxDays) {

    public RetentionSettings {
        if (maxDays < 1) {
            throw new IllegalArgumentException("playground.retention.max-days must be at least 1, was " + maxDays);
        }
    }
}
