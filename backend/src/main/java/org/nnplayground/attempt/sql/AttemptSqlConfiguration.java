package org.nnplayground.attempt.sql;

import org.nnplayground.attempt.AttemptStore;
import org.nnplayground.database.Database;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "playground.store", havingValue = "sql", matchIfMissing = true)
class AttemptSqlConfiguration {

    @Bean
    AttemptStore attemptStore(Database database) {
        return new R2dbcAttemptStore(database);
    }
}
