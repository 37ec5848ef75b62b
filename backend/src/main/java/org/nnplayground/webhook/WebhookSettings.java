package org.nnplayground.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.webhooks.*}.
 *
 * @param allowPrivateAddresses whether webhooks may call private networks and this machine, and use plain HTTP
 * @param maxPending maximum number of webhooks that wait for the end of their job or for delivery
 * @param maxPendingPerKey maximum number of such webhooks of one API key
 * @param retryDelays delays after failed attempts; a webhook is dropped when the attempt after the last delay fails
 * @param timeout timeout of one attempt
 */
@ConfigurationProperties("playground.webhooks")
public record WebhookSettings(
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("10000") int maxPending,
        @DefaultValue("1000") int maxPendingPerKey,

        @DefaultValue({"5s", "1m", "5m", "30m", "2h", "6h", "12h"})
        List<Duration> retryDelays,

        @DefaultValue("10s") Duration timeout) {

    public WebhookSettings {
        retryDelays = List.copyOf(retryDelays);
    }
}
