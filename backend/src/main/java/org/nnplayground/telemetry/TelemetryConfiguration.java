package org.nnplayground.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.propagation.Propagator;
import java.time.InstantSource;
import org.nnplayground.access.Quota;
import org.nnplayground.cluster.Role;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.trainer.TrainerStatus;
import org.nnplayground.trainer.TrainingListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class TelemetryConfiguration {

    /** Traces are recorded only if an exporter endpoint is configured. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("management.opentelemetry.tracing.export.otlp.endpoint")
    static class Traces {

        @Bean
        JobSpans jobSpans(Propagator propagator) {
            return new JobSpans(propagator);
        }
    }

    @Bean
    TrainingListener trainingListener(MeterRegistry registry, ObjectProvider<JobSpans> spans) {
        return new TrainingMeters(registry, spans.getIfAvailable(() -> JobSpans.NONE));
    }

    /** Wraps the event log with {@link MeteredEventLog} for all its users. */
    @Bean
    static BeanPostProcessor meteredEventLog(ObjectProvider<MeterRegistry> registry, ObjectProvider<JobSpans> spans) {
        return new EventLogWatch(registry, spans);
    }

    /** Runs last, so that the annotations of the wrapped log are still processed. */
    private record EventLogWatch(ObjectProvider<MeterRegistry> registry, ObjectProvider<JobSpans> spans)
            implements BeanPostProcessor, Ordered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof EventLog log
                    ? new MeteredEventLog(
                            log, new StreamMeters(registry.getObject()), spans.getIfAvailable(() -> JobSpans.NONE))
                    : bean;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }

    @Bean
    MeterBinder serviceMeters(JobQueue queue, Quota streams, TrainerStatus trainer, SpecCatalog catalog) {
        return new ServiceMeters(queue, streams, trainer, catalog.limits());
    }

    @Bean
    ReactiveHealthIndicator storeHealthIndicator(JobStore store) {
        return HealthChecks.ofStore(store);
    }

    @Bean
    StoreWatch storeWatch(JobStore store) {
        return new StoreWatch(HealthChecks.read(store), InstantSource.system());
    }

    /** Up with PostgreSQL: a restart does not help if another server is down. */
    @Bean
    ReactiveHealthIndicator embeddedStoreHealthIndicator(
            StoreWatch store, HealthSettings settings, Environment environment) {
        return Role.isShared(environment)
                ? () -> Mono.just(Health.up().build())
                : HealthChecks.ofEmbeddedStore(store::unavailableFor, settings.storeTimeout());
    }

    @Bean
    ReactiveHealthIndicator trainerHealthIndicator(TrainerStatus trainer) {
        return HealthChecks.ofTrainer(trainer::overdue);
    }
}
