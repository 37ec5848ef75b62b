package org.nnplayground.access;

import java.util.HexFormat;

/**
 * Pseudonyms of callers, stored with each job instead of an address: the HMAC of {@code "caller/1:"} and
 * {@link Caller#quotaKey} under the server's secret. Another secret gives other hashes.
 */
public final class CallerHashes {

    private static final int BYTES = 16;

    private final ServerSecrets secrets;

    CallerHashes(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    public String of(Caller caller) {
        return HexFormat.of().formatHex(secrets.hmac("caller/1:" + caller.quotaKey()), 0, BYTES);
    }
}
