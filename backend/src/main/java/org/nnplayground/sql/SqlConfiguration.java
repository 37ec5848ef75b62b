package org.nnplayground.sql;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import org.nnplayground.cluster.Node;
import org.nnplayground.cluster.NodeAddress;
import org.nnplayground.cluster.NodeLease;
import org.nnplayground.cluster.NodeRegistry;
import org.nnplayground.cluster.Role;
import org.nnplayground.database.Database;
import org.nnplayground.database.DatabaseAddress;
import org.nnplayground.database.DatabaseSettings;
import org.nnplayground.job.JobSettings;
import org.nnplayground.queue.Turns;
import org.nnplayground.store.SpecFormat;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "playground.store", havingValue = "sql", matchIfMissing = true)
@EnableConfigurationProperties({DatabaseSettings.class, SqlSettings.class})
class SqlConfiguration {

    /** The address in {@code spring.r2dbc}, or the H2 file. */
    @Bean
    DatabaseAddress databaseAddress(R2dbcProperties named, DatabaseSettings settings, JobSettings jobs) {
        if (named.getUrl() == null) {
            return DatabaseAddress.file(settings.data());
        }
        var options = ConnectionFactoryOptions.parse(named.getUrl()).mutate();
        if (named.getUsername() != null) {
            options.option(ConnectionFactoryOptions.USER, named.getUsername());
        }
        if (named.getPassword() != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, named.getPassword());
        }
        if (named.getName() != null) {
            options.option(ConnectionFactoryOptions.DATABASE, named.getName());
        }
        // A process that is cut off from the database must not lock its jobs for longer than it holds them.
        return new DatabaseAddress(options.build()).withTransactionTimeout(jobs.lease());
    }

    @Bean
    R2dbcConnectionDetails r2dbcConnectionDetails(DatabaseAddress address) {
        return address::r2dbc;
    }

    @Bean
    Database database(DatabaseAddress address, ConnectionFactory connections) {
        return Database.open(address, connections);
    }

    @Bean
    R2dbcJobStore jobStore(Database database, SpecFormat specs, SqlSettings settings, Turns turns) {
        return new R2dbcJobStore(database, specs, settings, turns);
    }

    @Bean
    R2dbcJobQueue jobQueue(Database database, Node node, Turns turns) {
        return new R2dbcJobQueue(database, node, turns);
    }

    @Bean
    NodeRegistry nodeRegistry(
            Database database,
            Node node,
            ObjectProvider<NodeAddress> address,
            JobSettings settings,
            Environment environment) {
        return new R2dbcNodeRegistry(
                database,
                () -> address.stream()
                        .findFirst()
                        .map(found -> node.withAddress(found.hostAndPort()))
                        .orElse(node),
                Role.of(environment).contains(Role.WEB),
                settings.lease());
    }

    @Bean
    NodeLease nodeLease(NodeRegistry registry, JobSettings settings) {
        return new NodeLease(registry, settings.lease());
    }

    @Bean
    R2dbcApiKeyStore apiKeyStore(Database database) {
        return new R2dbcApiKeyStore(database);
    }

    @Bean
    R2dbcSubmissionStore submissionStore(Database database) {
        return new R2dbcSubmissionStore(database);
    }

    @Bean
    R2dbcWebhookStore webhookStore(Database database) {
        return new R2dbcWebhookStore(database);
    }

    @Bean
    R2dbcSavedPageStore savedPageStore(Database database) {
        return new R2dbcSavedPageStore(database);
    }
}
