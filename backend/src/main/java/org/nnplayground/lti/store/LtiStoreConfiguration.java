package org.nnplayground.lti.store;

import org.nnplayground.database.Database;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stores in memory or in the database, as {@code playground.store} says. */
class LtiStoreConfiguration {

    private LtiStoreConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    static class InMemory {

        @Bean
        RegistrationStore ltiRegistrationStore() {
            return new InMemoryRegistrationStore();
        }

        @Bean
        SessionStore ltiSessionStore() {
            return new InMemorySessionStore();
        }

        @Bean
        ToolKeyStore ltiToolKeyStore() {
            return new InMemoryToolKeyStore();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "playground.store", havingValue = "sql", matchIfMissing = true)
    static class Sql {

        @Bean
        RegistrationStore ltiRegistrationStore(Database database) {
            return new R2dbcRegistrationStore(database);
        }

        @Bean
        SessionStore ltiSessionStore(Database database) {
            return new R2dbcSessionStore(database);
        }

        @Bean
        ToolKeyStore ltiToolKeyStore(Database database) {
            return new R2dbcToolKeyStore(database);
        }
    }
}
