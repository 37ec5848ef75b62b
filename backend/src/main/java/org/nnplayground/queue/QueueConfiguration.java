package org.nnplayground.queue;

import org.nnplayground.cluster.Node;
import org.nnplayground.store.InMemoryJobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    JobQueue jobQueue(InMemoryJobStore store, Node node) {
        return new InMemoryJobQueue(store, node);
    }
}
