package org.nnplayground.access;

import java.util.HexFormat;

/**
 * Codes of callers, so that it can be kept for whom a job counts and not who that is: of {@code "caller/1:"} and
 * {@link Caller#counted} under the server's secret. Another secret gives other codes.
 */
public final class CallerHashes {

    private static final int BYTES = 16;

    private final ServerSecrets secrets;

    CallerHashes(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    public String of(Caller caller) {
        return HexFormat.of().formatHex(secrets.code("caller/1:" + caller.counted()), 0, BYTES);
    }
}
