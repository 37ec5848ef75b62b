package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens that allow to change a job: {@code ct1_} and the HMAC-SHA-256 (RFC 2104) of {@code "control-token/1:" +
 * id} under the server's secret, in base64url without padding. Nothing about them is stored.
 */
public final class ControlTokens {

    private static final String PREFIX = "ct1_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret 32 bytes */
    ControlTokens(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The token of a job. */
    public String of(String job) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal(("control-token/1:" + job).getBytes(StandardCharsets.UTF_8));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether the token is the job's; takes the same time whatever the answer. */
    boolean matches(String job, String token) {
        return MessageDigest.isEqual(of(job).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
