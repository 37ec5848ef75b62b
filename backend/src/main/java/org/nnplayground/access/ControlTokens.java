package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Tokens derived from the server's secret: a prefix and an HMAC in base64url without padding. {@code ct1_} with the
 * HMAC of {@code "control-token/1:" + id} authorizes changes of a job, {@code at1_} with that of
 * {@code "administrator/1"} the administration of API keys. Tokens are not stored.
 */
public final class ControlTokens {

    private final ServerSecrets secrets;

    public ControlTokens(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** The token of a job or a dataset. */
    public String of(String job) {
        return text("ct1_", secrets.hmac(purpose(job)));
    }

    /** The administrator's token. */
    public String administrator() {
        return text("at1_", secrets.hmac("administrator/1"));
    }

    /** Whether the token is the job's, under the current or a still valid previous secret. */
    boolean matches(String job, String token) {
        boolean matches = false;
        for (byte[] code : secrets.hmacs(purpose(job))) {
            matches |= equalInConstantTime(text("ct1_", code), token);
        }
        return matches;
    }

    boolean isAdministrator(String token) {
        return equalInConstantTime(administrator(), token);
    }

    private static String purpose(String job) {
        return "control-token/1:" + job;
    }

    private static String text(String prefix, byte[] code) {
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }

    /** Compares in constant time. */
    private static boolean equalInConstantTime(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
