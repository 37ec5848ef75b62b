package org.nnplayground.landscape;

import org.nnplayground.service.JobService;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.store.JobStore;
import org.nnplayground.trainer.JobInspector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LandscapeConfiguration {

    @Bean
    Landscapes landscapes(JobService jobs, JobStore store, JobInspector inspector, SpecCatalog catalog) {
        return new Landscapes(jobs, store, inspector, catalog.limits().streamedParameters());
    }
}
