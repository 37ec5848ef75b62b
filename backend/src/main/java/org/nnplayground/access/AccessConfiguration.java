package org.nnplayground.access;

import java.time.InstantSource;
import org.nnplayground.problem.Message;
import org.nnplayground.store.JobStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccessSettings.class, CallerLimits.class})
class AccessConfiguration {

    @Bean
    ServerSecrets serverSecrets(AccessSettings settings) {
        return ServerSecrets.of(settings, InstantSource.system());
    }

    @Bean
    DerivedKeys derivedKeys(ServerSecrets secrets) {
        return new DerivedKeys(secrets);
    }

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    ApiKeyStore apiKeyStore() {
        return new InMemoryApiKeyStore();
    }

    @Bean
    @ConditionalOnProperty(name = "playground.store", havingValue = "memory")
    SubmissionStore submissionStore() {
        return new InMemorySubmissionStore();
    }

    @Bean
    ApiKeys apiKeys(ApiKeyStore store, ServerSecrets secrets) {
        return new ApiKeys(store, secrets, InstantSource.system());
    }

    @Bean
    AccessControl accessControl(ServerSecrets secrets, ApiKeys keys, AccessSettings settings) {
        return new AccessControl(new ControlTokens(secrets), keys, settings.anonymous());
    }

    @Bean
    Submissions submissions(SubmissionStore submissions, JobStore jobs) {
        return new Submissions(submissions, jobs, InstantSource.system());
    }

    @Bean
    PeerTokens peerTokens(ServerSecrets secrets) {
        return new PeerTokens(secrets, InstantSource.system());
    }

    @Bean
    CallerHashes callerHashes(ServerSecrets secrets) {
        return new CallerHashes(secrets);
    }

    @Bean
    Quota streams(CallerLimits limits) {
        return new Quota(Message.of("things.streams"), limits.streams(), limits.streamsInAll());
    }
}
