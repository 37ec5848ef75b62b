package org.nnplayground.upload;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.DerivedKeys;
import org.nnplayground.spec.data.DatasetId;

/**
 * Makes the ids of datasets: 128 bits of an HMAC-SHA-256 of owner and content under a key that is derived from the
 * server's secret. So the same data of one owner have one id, and nobody else can compute it. Without an owner the id
 * is random: otherwise a second upload of public data would tell that somebody has uploaded them before.
 */
final class DatasetIds {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final DerivedKeys keys;
    private final SecureRandom random = new SecureRandom();

    DatasetIds(DerivedKeys keys) {
        this.keys = keys;
    }

    DatasetId of(LabelledTable table, @Nullable String owner) {
        return new DatasetId(
                table.rows().size(),
                table.columns().size(),
                table.labels(),
                table.classes().size(),
                table.isWithinUnitInterval(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(owner == null ? random() : code(table, owner)));
    }

    private byte[] random() {
        var code = new byte[BYTES];
        random.nextBytes(code);
        return code;
    }

    private byte[] code(LabelledTable table, String owner) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.of("dataset-id/1").getFirst(), ALGORITHM));
            write(table, owner, mac);
            return Arrays.copyOf(mac.doFinal(), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static void write(LabelledTable table, String owner, Mac mac) {
        var sink = new OutputStream() {
            @Override
            public void write(int b) {
                mac.update((byte) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                mac.update(bytes, offset, length);
            }
        };
        try (var out = new DataOutputStream(sink)) {
            write(out, owner);
            write(out, table.label());
            out.writeInt(table.columns().size());
            for (String column : table.columns()) {
                write(out, column);
            }
            out.writeInt(table.classes().size());
            for (String name : table.classes()) {
                write(out, name);
            }
            ContentParts.plain(table.rows()).forEach(mac::update);
        } catch (IOException e) {
            throw new UncheckedIOException("a MAC takes all bytes", e);
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
