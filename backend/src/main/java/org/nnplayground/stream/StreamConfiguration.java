package org.nnplayground.stream;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

    @Bean
    EventLog eventLog() {
        return new InMemoryEventLog();
    }
}
