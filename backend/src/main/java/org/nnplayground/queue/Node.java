package org.nnplayground.queue;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * One process of the service.
 *
 * @param id hexadecimal; another one after each start
 */
public record Node(String id) {

    private static final int BYTES = 8;

    /** A node that there is nowhere else. */
    public static Node random() {
        var id = new byte[BYTES];
        new SecureRandom().nextBytes(id);
        return new Node(HexFormat.of().formatHex(id));
    }
}
