package org.nnplayground.codec;

import java.util.concurrent.ThreadLocalRandom;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.SpecCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue with the configured limits, and the readers that validate requests against it. */
@Configuration(proxyBeanMethods = false)
class CodecConfiguration {

    @Bean
    SpecCatalog specCatalog(LimitSettings limits) {
        return new SpecCatalog(limits.limits());
    }

    @Bean
    SpecReader specReader(SpecCatalog catalog) {
        return new SpecReader(catalog, () -> ThreadLocalRandom.current().nextLong(Field.Seed.LARGEST + 1));
    }

    @Bean
    ParametersReader parametersReader() {
        return new ParametersReader();
    }
}
