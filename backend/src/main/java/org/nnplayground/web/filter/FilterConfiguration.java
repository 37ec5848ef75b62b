package org.nnplayground.web.filter;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

@Configuration(proxyBeanMethods = false)
class FilterConfiguration {

    /** Spring requires this bean name. */
    @Bean
    ForwardedHeaderTransformer forwardedHeaderTransformer(WebSettings settings) {
        return new TrustedProxies(settings.trustedProxies());
    }
}
