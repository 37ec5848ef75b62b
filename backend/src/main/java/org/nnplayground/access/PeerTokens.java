package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Short-lived tokens with which the processes of a cluster authenticate to each other. A token is
 * {@code pt1_<node>_<time>_<code>}: the id of the node that sends it, the time in seconds since 1970, and the HMAC of
 * {@code "peer/1:" + node + ":" + time} under the server's secret in base64url without padding. Thread-safe.
 */
public final class PeerTokens {

    /** The request header that carries a token. */
    public static final String HEADER = "X-Playground-Peer";

    /** Maximum difference between the clocks of two processes, plus the time of a request. */
    private static final Duration VALIDITY = Duration.ofSeconds(60);

    private static final Pattern TOKEN = Pattern.compile("pt1_([0-9a-f]{1,64})_([0-9]{1,12})_([A-Za-z0-9_-]{43})");

    private final ServerSecrets secrets;
    private final InstantSource clock;

    public PeerTokens(ServerSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A token that is valid for 60 seconds.
     *
     * @param node the id of this process, hexadecimal
     */
    public String of(String node) {
        long time = clock.instant().getEpochSecond();
        return "pt1_" + node + "_" + time + "_" + text(secrets.hmac(purpose(node, time)));
    }

    /** Whether a process of this cluster made the token, at most 60 seconds before or after this process's time. */
    public boolean isValid(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return false;
        }
        long time = Long.parseLong(parts.group(2));
        byte[] given = parts.group(3).getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (byte[] code : secrets.hmacs(purpose(parts.group(1), time))) {
            matches |= MessageDigest.isEqual(text(code).getBytes(StandardCharsets.US_ASCII), given); // in constant time
        }
        return matches && Math.abs(clock.instant().getEpochSecond() - time) <= VALIDITY.toSeconds();
    }

    private static String purpose(String node, long time) {
        return "peer/1:" + node + ":" + time;
    }

    private static String text(byte[] code) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }
}
