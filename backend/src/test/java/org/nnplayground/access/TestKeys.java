package org.nnplayground.access;

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

    private static ServerSecrets secrets() {
        return new ServerSecrets(new byte[32], null, Instant.EPOCH, InstantSource.system());
    }
}
