package org.nnplayground.sweep;

import java.time.InstantSource;
import org.nnplayground.cluster.Role;
import org.nnplayground.service.JobService;
import org.nnplayground.store.JobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SweepConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    SweepStore sweepStore() {
        return new InMemorySweepStore();
    }

    @Bean
    Sweeps sweeps(SweepStore store, JobService jobs, JobStore jobStore) {
        return new Sweeps(store, jobs, jobStore, InstantSource.system());
    }

    /** In the processes that deliver webhooks, which it tells about the ends of sweeps. */
    @Bean
    @Conditional(Role.Serves.class)
    SweepMonitor sweepMonitor(Sweeps sweeps) {
        return new SweepMonitor(sweeps);
    }
}
