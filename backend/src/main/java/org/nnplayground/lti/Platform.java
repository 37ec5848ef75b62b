package org.nnplayground.lti;

import java.net.URI;
import java.time.Instant;

/**
 * One registration of this tool at a learning platform. A platform may have several: issuer and client id together
 * identify one.
 *
 * @param id 16 hexadecimal digits
 * @param issuer as in the claim {@code iss}, at most 255 characters
 * @param clientId given by the platform, at most 255 characters
 * @param authorizationUrl where a login continues, in the browser
 * @param tokenUrl where access tokens are issued
 * @param tokenAudience the claim {@code aud} of the assertion that is sent to {@code tokenUrl}
 * @param jwksUrl the platform's public keys
 */
public record Platform(
        String id,
        String issuer,
        String clientId,
        URI authorizationUrl,
        URI tokenUrl,
        String tokenAudience,
        URI jwksUrl,
        Instant createdAt) {

    /** The origin of the pages of the platform that may store data for the tool. */
    public String origin() {
        return authorizationUrl.getScheme() + "://" + authorizationUrl.getRawAuthority();
    }
}
