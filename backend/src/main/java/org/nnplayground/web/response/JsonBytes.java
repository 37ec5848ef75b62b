package org.nnplayground.web.response;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Appends JSON to a growing array of bytes. Numbers and strings have the text that Jackson gives them; the caller
 * writes names and punctuation.
 */
final class JsonBytes {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /** @param capacity number of bytes that fit without copying */
    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Text that is JSON already. */
    JsonBytes raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    JsonBytes raw(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    JsonBytes number(long number) {
        return ascii(Long.toString(number));
    }

    /** As JSON has no such numbers, NaN and the infinities are strings. */
    JsonBytes number(double number) {
        return Double.isFinite(number) ? ascii(Double.toString(number)) : string(Double.toString(number));
    }

    /** As {@link #number(double)}, with the fewest digits that tell it from other floats. */
    JsonBytes number(float number) {
        return Float.isFinite(number) ? ascii(Float.toString(number)) : string(Float.toString(number));
    }

    private JsonBytes ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
        return this;
    }

    JsonBytes string(String text) {
        raw('"');
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            ensure(6);
            if (next == '"' || next == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = next;
            } else if (next >= 0 && next < ' ') {
                escape(next);
            } else {
                bytes[size++] = next;
            }
        }
        return raw('"');
    }

    /** A control character, with room for six bytes. */
    private void escape(byte control) {
        bytes[size++] = '\\';
        int letter = "\b\t\n\f\r".indexOf(control);
        if (letter >= 0) {
            bytes[size++] = (byte) "btnfr".charAt(letter);
            return;
        }
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[control >> 4];
        bytes[size++] = HEX[control & 15];
    }

    /** A string with the base64 encoding of bytes. */
    JsonBytes base64(byte[] binary) {
        raw('"');
        byte[] encoded = Base64.getEncoder().encode(binary);
        return raw(encoded).raw('"');
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + bytes.length / 2));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
