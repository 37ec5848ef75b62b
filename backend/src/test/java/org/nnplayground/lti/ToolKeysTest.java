package org.nnplayground.lti;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nnplayground.access.TestKeys;
import org.nnplayground.lti.store.TestStores;
import org.nnplayground.lti.store.ToolKeyStore;

/** Rotation of the tool's keys. */
class ToolKeysTest {

    private final ToolKeyStore store = TestStores.toolKeys();
    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private final ToolKeys keys = keys("a");

    private ToolKeys keys(String secret) {
        return new ToolKeys(store, TestKeys.derived(secret), () -> now, Duration.ZERO);
    }

    private static List<String> published(ToolKeys keys) throws ParseException {
        return JWKSet.parse(keys.publicKeys().block()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private static String signing(ToolKeys keys) throws ParseException {
        String token = Objects.requireNonNull(keys.sign(Map.of("sub", "x")).block());
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    @Test
    void theFirstKeySignsAtOnceAndStays() throws ParseException {
        String first = signing(keys);
        now = now.plus(Duration.ofDays(89));

        assertThat(signing(keys)).isEqualTo(first);
        assertThat(published(keys)).containsExactly(first);
    }

    @Test
    void aNewKeyIsPublishedBeforeItSignsAndTheOldOneStaysForAWhile() throws ParseException {
        String first = signing(keys);

        now = now.plus(Duration.ofDays(90));
        List<String> both = published(keys);
        assertThat(both).hasSize(2).startsWith(first);
        assertThat(signing(keys)).isEqualTo(first);

        now = now.plus(Duration.ofDays(2));
        assertThat(signing(keys)).isEqualTo(both.getLast());
        assertThat(published(keys)).isEqualTo(both);

        now = now.plus(Duration.ofDays(8));
        assertThat(published(keys)).containsExactly(both.getLast());
    }

    @Test
    void keysAreStoredEncrypted() {
        keys.publicKeys().block();

        String stored = Objects.requireNonNull(store.findAll().blockFirst()).encrypted();

        assertThat(stored.split("\\.", -1)).hasSize(5); // a JWE in compact form
    }

    @Test
    void keysOfAnotherSecretAreReplaced() throws ParseException {
        String first = signing(keys);

        String second = signing(keys("b"));

        assertThat(second).isNotEqualTo(first);
        assertThat(published(keys("b"))).containsExactly(second);
    }
}
