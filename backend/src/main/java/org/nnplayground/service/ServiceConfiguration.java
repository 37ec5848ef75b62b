package org.nnplayground.service;

import org.nnplayground.cluster.Role;
import org.nnplayground.job.JobControls;
import org.nnplayground.job.JobSettings;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.TrainerSessions;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    @Bean
    StartEstimate startEstimate(EventLog events) {
        return new StartEstimate(events.endedJobs());
    }

    @Bean
    JobService jobService(
            JobQueue queue,
            JobStore store,
            EventLog events,
            JobControls controls,
            TrainerSessions sessions,
            JobInspector inspector,
            StartEstimate starts,
            JobSettings settings,
            Environment environment) {
        return new JobService(
                queue, store, events, controls, sessions, inspector, starts, settings, isStandalone(environment));
    }

    @Bean
    Housekeeping housekeeping(
            JobQueue queue, JobStore store, EventLog events, JobService jobs, Environment environment) {
        return new Housekeeping(queue, store, events, jobs, isStandalone(environment));
    }

    /** Requeues the jobs of an earlier process before the first request comes in. */
    @Bean
    SmartInitializingSingleton requeueUnfinishedJobs(Housekeeping housekeeping) {
        return housekeeping::requeueUnfinished;
    }

    private static boolean isStandalone(Environment environment) {
        return !Role.isShared(environment);
    }
}
