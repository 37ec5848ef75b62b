package org.nnplayground.attempt;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.lti.grades.*}.
 *
 * @param retention attempts and scores are deleted after this time
 * @param retryDelays delays after failed deliveries; a score is given up when the try after the last delay fails
 */
@ConfigurationProperties("playground.lti.grades")
public record AttemptSettings(
        @DefaultValue("400d") Duration retention,

        @DefaultValue({"5s", "1m", "5m", "30m", "2h", "6h", "12h"})
        List<Duration> retryDelays) {

    public AttemptSettings {
        retryDelays = List.copyOf(retryDelays);
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("playground.lti.grades.retention must be above 0");
        }
    }
}
