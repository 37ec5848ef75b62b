package org.nnplayground.web.sweeps;

import java.util.concurrent.ThreadLocalRandom;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.webhook.WebhookSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SweepsConfiguration {

    @Bean
    SweepRequestReader sweepRequestReader(SpecCatalog catalog, JobCatalog jobs, WebhookSettings webhooks) {
        return new SweepRequestReader(
                seeds -> new JobRequestReader(
                        catalog, jobs, new SpecReader(catalog, seeds), webhooks.allowPrivateAddresses()),
                () -> ThreadLocalRandom.current().nextLong(Field.Seed.LARGEST + 1));
    }
}
