package org.nnplayground.upload;

import java.time.InstantSource;
import org.nnplayground.access.DerivedKeys;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.store.JobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatasetSettings.class)
class DatasetConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    DatasetStore datasetStore(JobStore jobs) {
        return new InMemoryDatasetStore(
                job -> Boolean.TRUE.equals(jobs.find(job).hasElement().block()));
    }

    @Bean
    Datasets datasets(DatasetStore store, DerivedKeys keys, DatasetSettings settings) {
        return new Datasets(store, new DatasetIds(keys), settings, InstantSource.system());
    }

    @Bean
    CsvReader csvReader(SpecCatalog catalog) {
        return new CsvReader(catalog.limits());
    }
}
