package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PeerTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-26T06:30:00Z");
    private static final String NODE = "0123456789abcdef";

    private final String token = tokens(secrets(1), NOW).of(NODE);

    private static byte[] secret(int value) {
        var secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return secret;
    }

    private static ServerSecrets secrets(int present) {
        return new ServerSecrets(secret(present), null, Instant.EPOCH, InstantSource.fixed(NOW));
    }

    private static PeerTokens tokens(ServerSecrets secrets, Instant time) {
        return new PeerTokens(secrets, InstantSource.fixed(time));
    }

    @Test
    void aTokenIsValidForAMinuteByClocksThatAreFastOrSlow() {
        var valid = Duration.ofSeconds(60);

        assertThat(tokens(secrets(1), NOW).isValid(token)).isTrue();
        assertThat(tokens(secrets(1), NOW.plus(valid)).isValid(token)).isTrue();
        assertThat(tokens(secrets(1), NOW.minus(valid)).isValid(token)).isTrue();
        assertThat(tokens(secrets(1), NOW.plus(valid).plusSeconds(1)).isValid(token))
                .isFalse();
        assertThat(tokens(secrets(1), NOW.minus(valid).minusSeconds(1)).isValid(token))
                .isFalse();
    }

    @Test
    void aTokenOfAnotherSecretOrWithAnotherNodeOrTimeIsInvalid() {
        String seconds = Long.toString(NOW.getEpochSecond());

        assertThat(tokens(secrets(2), NOW).isValid(token)).isFalse();
        assertThat(tokens(secrets(1), NOW).isValid(token.replace(NODE, "0123456789abcdee")))
                .isFalse();
        assertThat(tokens(secrets(1), NOW).isValid(token.replace(seconds, "" + (NOW.getEpochSecond() + 1))))
                .isFalse();
        assertThat(tokens(secrets(1), NOW).isValid(token.replace("pt1_", "ct1_")))
                .isFalse();
        assertThat(tokens(secrets(1), NOW).isValid("")).isFalse();
    }

    @Test
    void aTokenOfThePreviousSecretIsValidAsLongAsThatSecret() {
        var rotated = new ServerSecrets(secret(2), secret(1), NOW.plusSeconds(1), InstantSource.fixed(NOW));
        var expired = new ServerSecrets(secret(2), secret(1), NOW.minusSeconds(1), InstantSource.fixed(NOW));

        assertThat(tokens(rotated, NOW).isValid(token)).isTrue();
        assertThat(tokens(expired, NOW).isValid(token)).isFalse();
    }

    @Test
    void theCodeIsTheHmacOfPurposeNodeAndTime() {
        byte[] code = secrets(1).hmac("peer/1:" + NODE + ":" + NOW.getEpochSecond());

        assertThat(token)
                .isEqualTo("pt1_" + NODE + "_" + NOW.getEpochSecond() + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(code));
    }
}
