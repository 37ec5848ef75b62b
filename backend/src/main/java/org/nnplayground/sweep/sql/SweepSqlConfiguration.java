package org.nnplayground.sweep.sql;

import org.nnplayground.database.Database;
import org.nnplayground.sweep.SweepStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "playground.store", havingValue = "sql", matchIfMissing = true)
class SweepSqlConfiguration {

    @Bean
    SweepStore sweepStore(Database database) {
        return new R2dbcSweepStore(database);
    }
}
