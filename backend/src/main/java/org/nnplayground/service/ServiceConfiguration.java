package org.nnplayground.service;

import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import org.nnplayground.cluster.NodeLease;
import org.nnplayground.cluster.Role;
import org.nnplayground.job.ControlRule;
import org.nnplayground.job.JobSettings;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.trainer.JobControls;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.TrainerSessions;
import org.nnplayground.upload.Datasets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    @Bean
    StartEstimate startEstimate(JobStore store) {
        return new StartEstimate(store.announcements()
                .filter(announcement -> announcement.state().isTerminal())
                .flatMap(ended -> store.find(ended.id()).onErrorComplete()));
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
            ObjectProvider<ControlRule> rule,
            Datasets datasets,
            Environment environment) {
        return new JobService(
                queue,
                store,
                events,
                controls,
                sessions,
                inspector,
                starts,
                settings,
                rule.getIfAvailable(() -> ControlRule.NONE),
                datasets::use,
                isStandalone(environment));
    }

    @Bean
    Housekeeping housekeeping(JobStore store, JobService jobs, Environment environment) {
        return new Housekeeping(store, jobs, isStandalone(environment));
    }

    /** Before the trainer starts and the first request comes in. */
    @Bean
    SmartInitializingSingleton resetUnfinishedJobs(Housekeeping housekeeping) {
        return housekeeping::resetUnfinished;
    }

    @Bean
    JobHolders jobHolders(JobQueue queue, JobStore store, Node node, ObjectProvider<NodeLease> lease) {
        NodeLease renewals = lease.getIfAvailable(); // null with the store in memory, which no other process shares
        return new CachedJobHolders(
                queue, store, node, holder -> renewals == null ? Mono.never() : renewals.removal(holder.id()));
    }

    private static boolean isStandalone(Environment environment) {
        return !Role.isShared(environment);
    }
}
