package org.nnplayground.link;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of short addresses.
 *
 * @param retention a saved page that nobody opens for this long is deleted
 * @param maximum number of saved pages; beyond it, those unused for the longest time are deleted
 */
@ConfigurationProperties("playground.links")
public record LinkSettings(
        @DefaultValue("365d") Duration retention,
        @DefaultValue("100000") int maximum) {

    public LinkSettings {
        if (retention.isNegative() || retention.isZero() || maximum < 1) {
            throw new IllegalArgumentException("playground.links: retention and maximum must be above 0");
        }
    }
}
