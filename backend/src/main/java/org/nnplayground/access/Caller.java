package org.nnplayground.access;

import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param key the API key that the call came with, null for none
 * @param address where it came from: an IP address, or the network of one
 */
public record Caller(@Nullable ApiKey key, String address) {

    /** The client that the key was made for, null without key; it owns the jobs that it creates. */
    public @Nullable String owner() {
        return key == null ? null : key.owner();
    }

    /** Whom limits count: the client, or the address of whoever has no key. */
    public String counted() {
        return key == null ? "address " + address : "key " + key.owner();
    }
}
