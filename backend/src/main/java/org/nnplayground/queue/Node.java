package org.nnplayground.queue;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A process of the service.
 *
 * @param id random, hexadecimal; different after each start
 */
public record Node(String id) {

    private static final int BYTES = 8;

    /** A node with a new random id. */
    public static Node random() {
        var id = new byte[BYTES];
        new SecureRandom().nextBytes(id);
        return new Node(HexFormat.of().formatHex(id));
    }
}
