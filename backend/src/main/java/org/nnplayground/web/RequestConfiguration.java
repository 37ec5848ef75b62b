package org.nnplayground.web;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.nnplayground.access.Tallies;
import org.nnplayground.engine.Device;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.job.Role;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.web.request.AnswerReader;
import org.nnplayground.web.request.BodySettings;
import org.nnplayground.web.request.JobCatalog;
import org.nnplayground.web.request.JobRequestReader;
import org.nnplayground.web.request.JsonBody;
import org.nnplayground.web.request.ParametersReader;
import org.nnplayground.web.request.SpecReader;
import org.nnplayground.webhook.WebhookSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The catalogue with the configured limits, and the readers that hold requests against it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodySettings.class)
class RequestConfiguration {

    private static final long SEEDS = 1L << 53;

    @Bean
    SpecCatalog specCatalog(LimitProperties limits) {
        return new SpecCatalog(limits.limits());
    }

    @Bean
    SpecReader specReader(SpecCatalog catalog) {
        return new SpecReader(catalog, () -> ThreadLocalRandom.current().nextLong(SEEDS));
    }

    @Bean
    JobCatalog jobCatalog(SpecCatalog catalog, TrainingEngine engine, LimitProperties limits) {
        List<Device> allowed = limits.devices();
        return new JobCatalog(catalog.limits(), allowed == null ? engine::devices : () -> allowed);
    }

    @Bean
    JobRequestReader jobRequestReader(
            SpecCatalog catalog, JobCatalog jobs, SpecReader specs, WebhookSettings webhooks) {
        return new JobRequestReader(catalog, jobs, specs, webhooks.privateAddresses());
    }

    @Bean
    ParametersReader parametersReader(SpecCatalog catalog) {
        return new ParametersReader(catalog);
    }

    @Bean
    @Conditional(Role.Serves.class)
    CountedJobs countedJobs(JobStore store, EventLog events, Tallies tallies) {
        return new CountedJobs(store, events, tallies);
    }

    @Bean
    AnswerReader answerReader(SpecCatalog catalog) {
        return new AnswerReader(catalog);
    }

    @Bean
    JsonBody jsonBody(SpecCatalog catalog, BodySettings settings) {
        return new JsonBody(catalog.limits().bodyBytes(), settings);
    }
}
