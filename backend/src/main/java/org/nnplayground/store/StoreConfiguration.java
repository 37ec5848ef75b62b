package org.nnplayground.store;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Ended jobs can use one part in this many of the heap. */
    private static final int PART = 4;

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    InMemoryJobStore jobStore() {
        return new InMemoryJobStore(Runtime.getRuntime().maxMemory() / PART);
    }
}
