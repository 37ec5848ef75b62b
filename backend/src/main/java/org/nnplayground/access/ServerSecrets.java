package org.nnplayground.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The server's secret of 32 bytes, and the previous one while it is still valid. Tokens are HMAC-SHA-256 (RFC 2104)
 * values under it, so they need not be stored.
 */
public final class ServerSecrets {

    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec present;
    private final @Nullable SecretKeySpec previous;
    private final Instant previousUntil;
    private final InstantSource clock;

    /**
     * @param present 32 bytes
     * @param previous 32 bytes, null for none
     * @param previousUntil the end of the time in which {@code previous} is valid
     */
    ServerSecrets(byte[] present, byte @Nullable [] previous, Instant previousUntil, InstantSource clock) {
        this.present = new SecretKeySpec(present, ALGORITHM);
        this.previous = previous == null ? null : new SecretKeySpec(previous, ALGORITHM);
        this.previousUntil = previousUntil;
        this.clock = clock;
    }

    /** The configured secrets; the current one is generated if none is configured and the file does not exist. */
    static ServerSecrets of(AccessSettings settings, InstantSource clock) {
        return of(settings, true, clock);
    }

    /**
     * The secrets of an existing server.
     *
     * @throws IllegalStateException if none is configured and the file does not exist
     */
    public static ServerSecrets existing(AccessSettings settings, InstantSource clock) {
        return of(settings, false, clock);
    }

    private static ServerSecrets of(AccessSettings settings, boolean make, InstantSource clock) {
        String previous = settings.previousSecret();
        Instant until = settings.previousSecretUntil();
        if (previous != null && previous.isBlank()) {
            previous = null;
        }
        if (previous != null && until == null) {
            throw new IllegalStateException(
                    "playground.access.previous-secret needs previous-secret-until, a time such as "
                            + "2027-01-31T00:00:00Z: it is valid until then");
        }
        return new ServerSecrets(
                load(settings.secret(), settings.secretFile(), make),
                previous == null ? null : parse(previous, "playground.access.previous-secret"),
                until == null ? Instant.EPOCH : until,
                clock);
    }

    /** The HMAC of a text under the current secret: 32 bytes. */
    byte[] hmac(String text) {
        return hmac(present, text);
    }

    /** The HMACs of a text under every valid secret, the current one first. */
    List<byte[]> hmacs(String text) {
        boolean both = previous != null && clock.instant().isBefore(previousUntil);
        return Stream.concat(Stream.of(present), both ? Stream.ofNullable(previous) : Stream.empty())
                .map(secret -> hmac(secret, text))
                .toList();
    }

    private static byte[] hmac(SecretKeySpec secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * The configured secret, or the one in the file.
     *
     * @throws IllegalStateException if it is not 32 bytes in hexadecimal; the message does not contain it
     */
    private static byte[] load(@Nullable String configured, Path file, boolean make) {
        if (configured != null && !configured.isBlank()) {
            return parse(configured, "playground.access.secret");
        }
        try {
            if (!Files.exists(file)) {
                if (!make) {
                    throw new IllegalStateException("There is no secret of a server in " + file
                            + ": start in the server's folder, or give the same playground.access.secret.");
                }
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

    /** Creates the file atomically: after a crash it either contains the whole secret or does not exist. */
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path written = Files.createTempFile(folder, "secret", ".new"); // which its owner alone can read
        try {
            try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(written, file);
        } catch (FileAlreadyExistsException another) {
            // another process created the file first: use its secret
        } finally {
            Files.deleteIfExists(written);
        }
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
