package org.nnplayground.stream;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    EventLog eventLog() {
        // Milliseconds, since no job has as many events in one: later processes give larger numbers.
        return new InMemoryEventLog(System.currentTimeMillis());
    }
}
