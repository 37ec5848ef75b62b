package org.nnplayground.access;

import java.time.Instant;
import java.time.InstantSource;

/** API keys for other rooms' tests. */
public final class TestKeys {

    private TestKeys() {}

    public static ApiKeys inMemory() {
        var secrets = new ServerSecrets(new byte[32], null, Instant.EPOCH, InstantSource.system());
        return new ApiKeys(new InMemoryApiKeyStore(), secrets, InstantSource.system());
    }
}
