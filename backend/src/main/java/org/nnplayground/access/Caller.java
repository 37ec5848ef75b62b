package org.nnplayground.access;

import org.jspecify.annotations.Nullable;

/**
 * The caller of a request.
 *
 * @param key the API key of the request; null for none
 * @param address an IP address, or the network of an IPv6 address
 */
public record Caller(@Nullable ApiKey key, String address) {

    /** The owner of the key; null without key. It owns the jobs that it creates. */
    public @Nullable String owner() {
        return key == null ? null : key.owner();
    }

    /** The id of the key; null without key. */
    public @Nullable String keyId() {
        return key == null ? null : key.id();
    }

    /** The key of this caller's quotas: the owner, or the address without a key. */
    public String quotaKey() {
        return key == null ? "address " + address : "key " + key.owner();
    }
}
