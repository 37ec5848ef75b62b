package org.nnplayground.stream;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.redis.url", havingValue = "false", matchIfMissing = true)
    EventLog eventLog() {
        // Milliseconds, since no job has as many events in one: later processes give larger numbers.
        return new InMemoryEventLog(System.currentTimeMillis());
    }
}
