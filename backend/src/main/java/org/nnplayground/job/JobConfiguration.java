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
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(JobSettings.class)
class JobConfiguration {

    @Bean
    Node node() {
        return Node.random();
    }

    @Bean
    @ConditionalOnProperty(name = "playground.redis.url", havingValue = "false", matchIfMissing = true)
    JobQueue jobQueue(Node node, JobSettings settings) {
        return new InMemoryJobQueue(node, settings.lease());
    }

    @Bean
    Recorder recorder(JobStore store, EventLog events, SpecCatalog catalog, ObjectProvider<TrainingWatch> watch) {
        return new Recorder(store, events, catalog.limits(), watch.getIfAvailable(() -> TrainingWatch.NONE));
    }

    @Bean
    OpenJobs openJobs() {
        return new OpenJobs();
    }

    @Bean
    Sessions sessions(TrainingEngine engine, JobSettings settings, SpecCatalog catalog) {
        return new Sessions(engine, SampleSource::samples, catalog.limits(), settings.threads());
    }

    @Bean
    StartEstimate startEstimate(EventLog events) {
        return new StartEstimate(events.endings());
    }

    @Bean
    @Conditional(Role.Trains.class)
    Trainer trainer(
            JobQueue queue,
            OpenJobs open,
            Sessions sessions,
            JobStore store,
            EventLog events,
            Recorder recorder,
            JobSettings settings) {
        return new Trainer(queue, open, sessions, store, events, recorder, settings);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> warmUp(Sessions sessions, SpecCatalog catalog) {
        return ready -> sessions.warmUp(new StandardSpec(catalog).of(Generator.CIRCLE, 0));
    }

    @Bean
    LocalControls controls(OpenJobs open, JobStore store) {
        return new LocalControls(open, store);
    }

    @Bean
    JobService jobService(
            JobQueue queue,
            JobStore store,
            EventLog events,
            Controls controls,
            OpenJobs open,
            Sessions sessions,
            Recorder recorder,
            StartEstimate starts,
            JobSettings settings,
            Environment environment) {
        var looks = new Looks(open, controls, sessions, store, recorder);
        return new JobService(queue, store, events, controls, sessions, looks, starts, settings, isAlone(environment));
    }

    @Bean
    TrainerStatus trainerStatus(OpenJobs open, Sessions sessions) {
        return new TrainerStatus(open, sessions);
    }

    @Bean
    Upkeep upkeep(JobQueue queue, JobStore store, EventLog events, JobService jobs, Environment environment) {
        return new Upkeep(queue, store, events, jobs, isAlone(environment));
    }

    /** Before the first request comes in. */
    @Bean
    SmartInitializingSingleton leftJobs(Upkeep upkeep) {
        return upkeep::takeUp;
    }

    private static boolean isAlone(Environment environment) {
        return !Role.isShared(environment);
    }
}
