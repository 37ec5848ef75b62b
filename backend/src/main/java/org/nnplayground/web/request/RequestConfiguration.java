package org.nnplayground.web.request;

import org.nnplayground.spec.SpecCatalog;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodySettings.class)
class RequestConfiguration {

    @Bean
    BodyReader bodyReader(SpecCatalog catalog, BodySettings settings) {
        return new BodyReader(catalog.limits().bodyBytes(), settings);
    }

    @Bean
    JsonBody jsonBody(BodyReader bodies) {
        return new JsonBody(bodies);
    }
}
