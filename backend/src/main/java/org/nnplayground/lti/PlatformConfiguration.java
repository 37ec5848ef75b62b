package org.nnplayground.lti;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a platform publishes for dynamic registration.
 *
 * @param tokenAudience {@code authorization_server}; the token URL if the platform does not say
 * @param family such as {@code moodle} or {@code canvas}; empty if the platform does not say
 * @param scopes that the platform offers
 */
public record PlatformConfiguration(
        String issuer,
        URI authorizationUrl,
        URI tokenUrl,
        String tokenAudience,
        URI jwksUrl,
        URI registrationUrl,
        String family,
        @Nullable List<String> scopes) {}
