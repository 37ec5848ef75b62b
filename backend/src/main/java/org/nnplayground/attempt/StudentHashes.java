package org.nnplayground.attempt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.nnplayground.access.DerivedKeys;

/**
 * Seeds of attempts and pseudonyms of students: HMAC-SHA-256 of their data under keys that are derived from the
 * server's secret. Another secret gives other ones.
 */
public final class StudentHashes {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEED_BITS = 53;
    private static final int PSEUDONYM_BYTES = 4;

    private final SecretKeySpec seeds;
    private final SecretKeySpec pseudonyms;

    StudentHashes(DerivedKeys keys) {
        this.seeds = new SecretKeySpec(keys.of("lti-seeds/1").getFirst(), ALGORITHM);
        this.pseudonyms = new SecretKeySpec(keys.of("lti-pseudonyms/1").getFirst(), ALGORITHM);
    }

    /** The seed of an attempt, 0 to 2^53 - 1. Nobody can derive it from another attempt's. */
    long seed(Student student, String exercise, int number) {
        Activity activity = student.activity();
        byte[] hash = hmac(
                seeds,
                activity.platform(),
                activity.deployment(),
                activity.link(),
                student.subject(),
                exercise,
                Integer.toString(number));
        return ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - SEED_BITS);
    }

    /** How teachers see a student: {@code S-} and 8 hexadecimal digits, the same in all activities of a platform. */
    public String pseudonym(String platform, String subject) {
        return "S-" + HexFormat.of().formatHex(hmac(pseudonyms, platform, subject), 0, PSEUDONYM_BYTES);
    }

    /** Of the texts, each after its length: different texts never give the same input. */
    private static byte[] hmac(SecretKeySpec key, String... texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
