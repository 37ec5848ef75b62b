package org.nnplayground.lti;

import java.net.InetAddress;
import java.time.InstantSource;
import org.nnplayground.access.DerivedKeys;
import org.nnplayground.lti.store.RegistrationStore;
import org.nnplayground.lti.store.SessionStore;
import org.nnplayground.lti.store.ToolKeyStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LtiSettings.class)
class LtiConfiguration {

    private static final InstantSource CLOCK = InstantSource.system();

    @Bean
    ToolKeys ltiToolKeys(ToolKeyStore store, DerivedKeys keys) {
        return new ToolKeys(store, keys, CLOCK);
    }

    @Bean
    PlatformClient ltiPlatformClient(LtiSettings settings) {
        return new PlatformClient(settings, InetAddress::getAllByName);
    }

    @Bean
    LtiSessions ltiSessions(SessionStore store) {
        return new LtiSessions(store, CLOCK);
    }

    @Bean
    Registrations ltiRegistrations(
            RegistrationStore store, SessionStore sessions, PlatformClient client, LtiSettings settings) {
        return new Registrations(store, sessions, client, settings, CLOCK);
    }

    @Bean
    Logins ltiLogins(RegistrationStore registrations, LtiSettings settings, DerivedKeys keys) {
        return new Logins(registrations, settings, keys, CLOCK);
    }

    @Bean
    Launches ltiLaunches(
            Logins logins,
            PlatformClient client,
            RegistrationStore registrations,
            SessionStore sessions,
            LtiSettings settings) {
        var tokens = new IdTokens(new PlatformKeys(client, CLOCK), client, settings, CLOCK);
        return new Launches(logins, tokens, registrations, sessions, CLOCK);
    }

    @Bean
    DeepLinks ltiDeepLinks(RegistrationStore registrations, ToolKeys keys, LtiSettings settings) {
        return new DeepLinks(registrations, keys, settings, CLOCK);
    }
}
