package org.nnplayground.trainer;

import org.nnplayground.cluster.Role;
import org.nnplayground.dataset.SampleSource;
import org.nnplayground.dataset.UploadedRows;
import org.nnplayground.engine.TrainingEngine;
import org.nnplayground.job.JobSettings;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TrainerConfiguration {

    @Bean
    TrainingRecorder trainingRecorder(
            JobStore store, EventLog events, SpecCatalog catalog, ObjectProvider<TrainingListener> listener) {
        return new TrainingRecorder(
                store, events, catalog.limits(), listener.getIfAvailable(() -> TrainingListener.NONE));
    }

    @Bean
    OpenJobs openJobs() {
        return new OpenJobs();
    }

    @Bean
    TrainerSessions trainerSessions(
            TrainingEngine engine, JobSettings settings, SpecCatalog catalog, UploadedRows uploads) {
        return new TrainerSessions(
                engine, spec -> SampleSource.samples(spec, uploads), catalog.limits(), settings.threads());
    }

    @Bean
    @Conditional(Role.Trains.class)
    Trainer trainer(
            JobQueue queue,
            OpenJobs open,
            TrainerSessions sessions,
            JobStore store,
            EventLog events,
            TrainingRecorder recorder,
            JobSettings settings) {
        return new Trainer(queue, open, sessions, store, events, recorder, settings);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> warmUp(TrainerSessions sessions, SpecCatalog catalog) {
        return ready -> sessions.warmUp(new DefaultSpec(catalog).of(Generator.CIRCLE, 0));
    }

    @Bean
    JobControls jobControls(OpenJobs open, JobStore store) {
        return new JobControls(open, store);
    }

    @Bean
    JobInspector jobInspector(OpenJobs open, TrainerSessions sessions, JobStore store, TrainingRecorder recorder) {
        return new JobInspector(open, sessions, store, recorder);
    }

    @Bean
    TrainerStatus trainerStatus(OpenJobs open, TrainerSessions sessions) {
        return new TrainerStatus(open, sessions);
    }
}
