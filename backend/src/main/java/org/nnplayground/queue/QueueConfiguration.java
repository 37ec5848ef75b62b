package org.nnplayground.queue;

import org.nnplayground.cluster.Node;
import org.nnplayground.job.JobSettings;
import org.nnplayground.store.InMemoryJobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    Turns turns(JobSettings settings) {
        return new Turns(settings.keyWeight());
    }

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    JobQueue jobQueue(InMemoryJobStore store, Node node, Turns turns) {
        return new InMemoryJobQueue(store, node, turns);
    }
}
