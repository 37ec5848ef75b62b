package org.nnplayground.web.request;

/**
 * Upper estimate of the Java heap that a JSON text takes until its job is stored: the text, the text as it is written
 * to the store, its tree of nodes, and the samples that are made from it. Counted from the characters that begin or
 * separate values, so characters in strings count too.
 */
final class JsonMemory {

    /** The text once, and three times while the store writes it: as a string, encoded, and in pieces. */
    private static final int PER_BYTE = 4;

    // Measured with compressed object pointers: 88 bytes for an empty object and 125 for its first field, 104 for an
    // array with one element, 29 for a further number, and 84 for a sample.
    private static final int PER_OBJECT = 180;
    private static final int PER_FIELD = 64;
    private static final int PER_ARRAY = 108;
    private static final int PER_ELEMENT = 32;

    private JsonMemory() {}

    /** @param text encoded as UTF-8 */
    static long estimate(byte[] text) {
        long bytes = (long) PER_BYTE * text.length;
        for (byte character : text) {
            bytes += switch (character) {
                case '{' -> PER_OBJECT;
                case ':' -> PER_FIELD;
                case '[' -> PER_ARRAY;
                case ',' -> PER_ELEMENT;
                default -> 0;
            };
        }
        return bytes;
    }
}
