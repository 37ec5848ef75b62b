package org.nnplayground.upload.sql;

import org.nnplayground.database.Database;
import org.nnplayground.upload.DatasetStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "playground.store", havingValue = "sql", matchIfMissing = true)
class DatasetSqlConfiguration {

    @Bean
    DatasetStore datasetStore(Database database) {
        return new R2dbcDatasetStore(database);
    }
}
