package org.nnplayground.attempt;

import java.time.InstantSource;
import org.nnplayground.access.DerivedKeys;
import org.nnplayground.cluster.Role;
import org.nnplayground.goal.GoalFormat;
import org.nnplayground.lti.LtiSettings;
import org.nnplayground.lti.PlatformClient;
import org.nnplayground.lti.Registrations;
import org.nnplayground.lti.ToolKeys;
import org.nnplayground.store.JobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttemptSettings.class)
class AttemptConfiguration {

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    AttemptStore attemptStore() {
        return new InMemoryAttemptStore();
    }

    @Bean
    AccessTokens accessTokens(PlatformClient client, ToolKeys keys) {
        return new AccessTokens(client, keys, InstantSource.system());
    }

    @Bean
    MembershipReader membershipReader(
            PlatformClient client, AccessTokens tokens, Registrations registrations, LtiSettings settings) {
        return new MembershipReader(client, tokens, registrations::find, settings, MembershipReader.TIMEOUT);
    }

    /** Not in a process that only trains: it needs no access to the internet. */
    @Bean
    @Conditional(Role.Serves.class)
    @ConditionalOnBooleanProperty("playground.lti.enabled")
    ScoreDispatcher scoreDispatcher(
            AttemptStore store,
            PlatformClient client,
            AccessTokens tokens,
            Registrations registrations,
            AttemptSettings settings) {
        return new ScoreDispatcher(
                store, new ScoreSender(client, tokens), registrations::find, settings, InstantSource.system());
    }

    @Bean
    StudentHashes studentHashes(DerivedKeys keys) {
        return new StudentHashes(keys);
    }

    @Bean
    Attempts attempts(AttemptStore store, StudentHashes hashes, AttemptSettings settings) {
        return new Attempts(store, hashes, settings, InstantSource.system());
    }

    @Bean
    GoalAttempts goalAttempts(AttemptStore store, JobStore jobs, GoalFormat format) {
        return new GoalAttempts(store, jobs, format);
    }
}
