package org.nnplayground.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** API keys for tests of other packages. */
public final class TestKeys {

    private TestKeys() {}

    public static ApiKeys inMemory() {
        return in(new InMemoryApiKeyStore());
    }

    public static ApiKeys in(ApiKeyStore store) {
        return new ApiKeys(store, secrets(), InstantSource.system());
    }

    /** What may be done with them. */
    public static AccessControl access(ApiKeys keys) {
        return new AccessControl(new ControlTokens(secrets()), keys, AnonymousAccess.ALL);
    }

    /** Keys derived from a secret of 32 equal letters. */
    public static DerivedKeys derived(String letter) {
        return new DerivedKeys(secrets(letter.repeat(32).getBytes(StandardCharsets.US_ASCII)));
    }

    private static ServerSecrets secrets() {
        return secrets(new byte[32]);
    }

    private static ServerSecrets secrets(byte[] present) {
        return new ServerSecrets(present, null, Instant.EPOCH, InstantSource.system());
    }
}
