package org.nnplayground.lti;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code playground.lti.*}.
 *
 * @param enabled whether learning platforms can launch this server
 * @param address the public address of this server, with https and without a trailing slash
 * @param allowPrivateAddresses whether platforms may be in private networks and use plain HTTP
 * @param maxPlatforms maximum number of registrations
 * @param timeout of a whole call to a platform
 * @param names whether teachers see the names of their students, which the platform sends
 */
@ConfigurationProperties("playground.lti")
public record LtiSettings(
        @DefaultValue("false") boolean enabled,
        @Nullable URI address,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("200") int maxPlatforms,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("false") boolean names) {

    /** The four calls of a score's delivery take less than the minute for which a process claims it. */
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(10);

    public LtiSettings {
        if (enabled && (address == null || !isAddress(address, allowPrivateAddresses))) {
            throw new IllegalArgumentException(
                    "playground.lti.address must be the server's public address, such as https://playground.example");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("playground.lti.timeout must be above 0, and at most 10 seconds");
        }
    }

    private static boolean isAddress(URI address, boolean plainHttp) {
        return ("https".equals(address.getScheme()) || (plainHttp && "http".equals(address.getScheme())))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && !address.getPath().endsWith("/");
    }

    /** The public address of a path. */
    public URI addressOf(String path) {
        if (address == null) {
            throw new IllegalStateException("playground.lti.address is not set");
        }
        return URI.create(address + path);
    }

    /** Whether an address, such as the target of a launch, is on this server. */
    public boolean isOwn(String other) {
        String own = String.valueOf(address);
        return other.equals(own) || other.startsWith(own + "/");
    }
}
