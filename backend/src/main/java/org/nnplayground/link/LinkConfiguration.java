package org.nnplayground.link;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkSettings.class)
class LinkConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    SavedPageStore savedPageStore() {
        return new InMemorySavedPageStore();
    }

    @Bean
    SavedPages savedPages(SavedPageStore store, LinkSettings settings) {
        return new SavedPages(store, settings, InstantSource.system());
    }
}
