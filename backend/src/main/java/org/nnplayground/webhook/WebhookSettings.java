package org.nnplayground.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param privateAddresses whether hooks may lead into private networks and this machine, and use plain HTTP
 * @param most hooks that wait for their job's end or for delivery, of all callers
 * @param mostPerKey of them, of one API key
 * @param retries the pauses after failed attempts; after the last one fails a hook is given up
 * @param timeout of one attempt
 */
@ConfigurationProperties("playground.webhooks")
public record WebhookSettings(
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("10000") int most,
        @DefaultValue("1000") int mostPerKey,

        @DefaultValue({"5s", "1m", "5m", "30m", "2h", "6h", "12h"})
        List<Duration> retries,

        @DefaultValue("10s") Duration timeout) {

    public WebhookSettings {
        retries = List.copyOf(retries);
    }
}
