package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The tokens that allow something: a prefix and the code of what they are for under the server's secret, in base64url
 * without padding. {@code ct1_} of {@code "control-token/1:" + id} allows to change a job, {@code at1_} of
 * {@code "administrator/1"} to create and revoke API keys. Nothing about them is stored.
 */
public final class ControlTokens {

    private final ServerSecrets secrets;

    public ControlTokens(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** The token of a job. */
    String of(String job) {
        return text("ct1_", secrets.code(purpose(job)));
    }

    /** The token of whoever can read the server's secret. */
    public String administrator() {
        return text("at1_", secrets.code("administrator/1"));
    }

    /** Whether the token is the job's, under the present secret or a former one that is valid. */
    boolean matches(String job, String token) {
        boolean matches = false;
        for (byte[] code : secrets.codes(purpose(job))) {
            matches |= same(text("ct1_", code), token);
        }
        return matches;
    }

    boolean isAdministrator(String token) {
        return same(administrator(), token);
    }

    private static String purpose(String job) {
        return "control-token/1:" + job;
    }

    private static String text(String prefix, byte[] code) {
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    }

    /** Takes the same time whatever the answer. */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
