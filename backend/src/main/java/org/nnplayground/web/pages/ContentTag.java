package org.nnplayground.web.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.core.io.Resource;

/**
 * The {@code ETag} of a file: a hash of its content. The time of the file is no validator, because all files of a
 * reproducible jar have the same. The tag is weak, because the compressed response has the same one.
 */
final class ContentTag {

    private static final int BYTES = 12;

    private ContentTag() {}

    /** Reads the file. */
    static String of(Resource file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getContentAsByteArray());
            return "W/\"" + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
