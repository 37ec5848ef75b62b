package org.nnplayground.past;

import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.nnplayground.trainer.JobInspector;
import org.nnplayground.trainer.TrainerSessions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PastSettings.class)
class PastConfiguration {

    @Bean
    PastEpochs pastEpochs(
            JobService jobs, JobStore store, JobInspector inspector, TrainerSessions trainer, PastSettings settings) {
        return new PastEpochs(jobs, store, inspector, trainer, settings);
    }
}
