package org.nnplayground.lti;

import java.time.Instant;

/**
 * A launched page that has proved that it is in the browser that began the launch.
 *
 * @param id the SHA-256 of the bearer token, in hexadecimal
 */
public record LtiSession(String id, Launch launch, Instant expiresAt) {

    public LtiContent content() {
        return LtiContent.of(launch.custom());
    }
}
