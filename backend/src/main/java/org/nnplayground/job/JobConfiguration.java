package org.nnplayground.job;

import org.nnplayground.dataset.SampleSource;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.StandardSpec;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(JobSettings.class)
class JobConfiguration {

    @Bean
    JobQueue jobQueue() {
        return new InMemoryJobQueue();
    }

    @Bean
    Recorder recorder(JobStore store, EventLog events, SpecCatalog catalog, ObjectProvider<TrainingWatch> watch) {
        return new Recorder(store, events, catalog.limits(), watch.getIfAvailable(() -> TrainingWatch.NONE));
    }

    @Bean
    Trainer trainer(
            TrainingEngine engine,
            JobQueue queue,
            JobStore store,
            EventLog events,
            Recorder recorder,
            JobSettings settings,
            SpecCatalog catalog) {
        return new Trainer(engine, SampleSource::samples, queue, store, events, recorder, settings, catalog.limits());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> warmUp(Trainer trainer, SpecCatalog catalog) {
        return ready -> trainer.warmUp(new StandardSpec(catalog).of(Generator.CIRCLE, 0));
    }

    @Bean
    JobService jobService(
            Trainer trainer, JobQueue queue, JobStore store, EventLog events, Recorder recorder, JobSettings settings) {
        return new JobService(trainer, queue, store, events, recorder, settings);
    }

    /** Before the first request comes in. */
    @Bean
    SmartInitializingSingleton leftJobs(JobService jobs) {
        return jobs::takeUp;
    }
}
