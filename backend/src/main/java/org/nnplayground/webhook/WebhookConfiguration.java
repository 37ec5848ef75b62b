package org.nnplayground.webhook;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.cluster.Role;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    WebhookStore webhookStore() {
        return new InMemoryWebhookStore();
    }

    @Bean
    Webhooks webhooks(WebhookStore store, WebhookSettings settings) {
        return new Webhooks(store, settings, InstantSource.system());
    }

    /** Not in a process that only trains: it needs neither access to the internet nor the signing secret. */
    @Bean
    @Conditional(Role.Serves.class)
    WebhookDelivery webhookDelivery(
            WebhookStore store, List<WebhookSubjects> subjects, ApiKeys keys, WebhookSettings settings) {
        return new WebhookDelivery(
                store,
                new WebhookSender(settings, InetAddress::getAllByName),
                subjects,
                keys,
                settings,
                InstantSource.system());
    }
}
