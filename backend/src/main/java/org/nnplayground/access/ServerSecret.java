package org.nnplayground.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The 32 bytes that the server's control tokens are made with. */
final class ServerSecret {

    private static final int BYTES = 32;

    private ServerSecret() {}

    /**
     * The configured secret, or the one in the file, which is made where there is none.
     *
     * @throws IllegalStateException where it is not 32 bytes in hexadecimal; the message does not show it
     */
    static byte[] load(@Nullable String configured, Path file) {
        try {
            if (configured != null && !configured.isBlank()) {
                return parse(configured, "playground.access.secret");
            }
            if (!Files.exists(file)) {
                create(file);
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep the server's secret in " + file
                            + "; make the folder writable or set playground.access.secret",
                    e);
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException another) {
            return; // another process was quicker: its secret counts
        }
        Files.writeString(file, HexFormat.of().formatHex(secret));
    }

    private static byte[] parse(String text, String source) {
        try {
            byte[] secret = HexFormat.of().parseHex(text.strip());
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            // told below, without the secret's text
        }
        throw new IllegalStateException(source + " must hold " + BYTES + " bytes in hexadecimal (64 characters)");
    }
}
