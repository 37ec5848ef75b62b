package org.nnplayground.access;

import java.util.List;

/**
 * Keys of 32 bytes that are derived from the server's secret, one for each purpose: the HMAC of {@code "derived-key/1:"
 * + purpose}.
 */
public final class DerivedKeys {

    private final ServerSecrets secrets;

    public DerivedKeys(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** The key of a purpose under the current secret, then that under a previous secret while it is valid. */
    public List<byte[]> of(String purpose) {
        return secrets.hmacs("derived-key/1:" + purpose);
    }
}
