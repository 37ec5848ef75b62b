package org.nnplayground.cluster;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A process of the service.
 *
 * @param id random, hexadecimal; different after each start
 * @param address host and port, {@code host:port}, at which other processes reach it; null if it is alone
 */
public record Node(String id, @Nullable String address) {

    private static final int BYTES = 8;

    /** A node with a new random id, which no other process reaches. */
    public static Node random() {
        var id = new byte[BYTES];
        new SecureRandom().nextBytes(id);
        return new Node(HexFormat.of().formatHex(id), null);
    }

    public Node withAddress(String address) {
        return new Node(id, address);
    }
}
