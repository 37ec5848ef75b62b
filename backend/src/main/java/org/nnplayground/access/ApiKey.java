package org.nnplayground.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stored part of an API key. The key itself is shown once and not stored.
 *
 * @param id 16 hexadecimal digits, a part of the key
 * @param owner name of the client; a client can have several keys, and jobs belong to the client
 * @param hash SHA-256 of the whole key, in hexadecimal. It needs no salt and no slowness: the key has 256 random bits
 * @param revokedAt null while it is valid
 */
public record ApiKey(
        String id,
        String owner,
        String hash,
        Instant createdAt,
        @Nullable Instant revokedAt) {

    ApiKey revoked(Instant at) {
        return new ApiKey(id, owner, hash, createdAt, at);
    }
}
