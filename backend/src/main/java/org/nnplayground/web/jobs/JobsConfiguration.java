package org.nnplayground.web.jobs;

import java.util.List;
import org.nnplayground.codec.LimitSettings;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.job.JobSettings;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.webhook.WebhookSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class JobsConfiguration {

    @Bean
    JobCatalog jobCatalog(SpecCatalog catalog, TrainingEngine engine, LimitSettings limits, JobSettings settings) {
        List<Device> allowed = limits.devices();
        return new JobCatalog(
                catalog.limits(), settings.maxSeconds(), allowed == null ? engine::devices : () -> allowed);
    }

    @Bean
    JobRequestReader jobRequestReader(
            SpecCatalog catalog, JobCatalog jobs, SpecReader specs, WebhookSettings webhooks) {
        return new JobRequestReader(catalog, jobs, specs, webhooks.allowPrivateAddresses());
    }
}
