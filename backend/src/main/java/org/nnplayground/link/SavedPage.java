package org.nnplayground.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A saved state of the page.
 *
 * @param code {@link #CODE_LENGTH} letters and digits, made from address and spec: the same state always has the same
 *     code
 * @param address the part of the page's address after {@code #}
 * @param spec what the page trains, as JSON, for the picture; null if there is no picture
 * @param usedAt when it was last saved or opened, to within a day
 */
public record SavedPage(
        String code, String address, @Nullable String spec, Instant savedAt, Instant usedAt) {

    /** Maximum length of an address, in characters. */
    public static final int MAX_ADDRESS_LENGTH = 32_768;

    /** Maximum length of a stored spec, in characters. A page with a longer one has no picture of its own. */
    public static final int MAX_SPEC_LENGTH = 65_536;

    /** 60 bits: among 100,000 codes the chance of two equal ones is below one in a hundred million. */
    static final int CODE_LENGTH = 12;

    /** Crockford's alphabet: without letters that look like digits. */
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int BITS = 5;
    private static final Pattern CODE = Pattern.compile("[" + ALPHABET + "]{" + CODE_LENGTH + "}");

    /** Whether a text can be a code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    static SavedPage of(String address, @Nullable String spec, Instant now) {
        return new SavedPage(code(address + "\n" + (spec == null ? "" : spec)), address, spec, now, now);
    }

    /** The first bits of the SHA-256 of a text, as letters and digits. */
    private static String code(String text) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            int digit = 0;
            for (int bit = i * BITS; bit < (i + 1) * BITS; bit++) {
                digit = digit << 1 | hash[bit / 8] >> (7 - bit % 8) & 1;
            }
            code.append(ALPHABET.charAt(digit));
        }
        return code.toString();
    }
}
