package org.nnplayground.access;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    @Bean
    Access access(AccessSettings settings) {
        var tokens = new ControlTokens(ServerSecret.load(settings.secret(), settings.secretFile()));
        return new Access(tokens, settings.apiKeys());
    }
}
