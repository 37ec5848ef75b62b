package org.nnplayground.store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    JobStore jobStore() {
        return new InMemoryJobStore();
    }
}
