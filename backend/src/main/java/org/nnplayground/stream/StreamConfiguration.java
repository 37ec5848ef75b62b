package org.nnplayground.stream;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.redis.url", havingValue = "false", matchIfMissing = true)
    EventLog eventLog() {
        // The time in ms: no job has more than one event per ms, so a later process starts with greater numbers.
        return new InMemoryEventLog(System.currentTimeMillis());
    }
}
