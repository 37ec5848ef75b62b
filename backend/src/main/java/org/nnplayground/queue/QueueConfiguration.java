package org.nnplayground.queue;

import org.nnplayground.job.JobSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    Node node() {
        return Node.random();
    }

    @Bean
    @ConditionalOnProperty(name = "playground.redis.url", havingValue = "false", matchIfMissing = true)
    JobQueue jobQueue(Node node, JobSettings settings) {
        return new InMemoryJobQueue(node, settings.lease());
    }
}
