package org.nnplayground.codec;

import java.util.concurrent.ThreadLocalRandom;
import org.nnplayground.spec.SpecCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue with the configured limits, and the readers that validate requests against it. */
@Configuration(proxyBeanMethods = false)
class CodecConfiguration {

    /** Seeds are integers from 0 to 2^53 - 1, which JSON numbers hold exactly. */
    private static final long SEEDS = 1L << 53;

    @Bean
    SpecCatalog specCatalog(LimitSettings limits) {
        return new SpecCatalog(limits.limits());
    }

    @Bean
    SpecReader specReader(SpecCatalog catalog) {
        return new SpecReader(catalog, () -> ThreadLocalRandom.current().nextLong(SEEDS));
    }

    @Bean
    ParametersReader parametersReader(SpecCatalog catalog) {
        return new ParametersReader(catalog);
    }
}
