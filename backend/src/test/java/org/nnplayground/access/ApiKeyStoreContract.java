package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of API keys; the test of each adapter extends it. */
public abstract class ApiKeyStoreContract {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");
    private static final ApiKey FIRST = new ApiKey("0123456789abcdef", "school", "ab".repeat(32), NOW, null);
    private static final ApiKey SECOND =
            new ApiKey("fedcba9876543210", "school", "cd".repeat(32), NOW.plusSeconds(1), null);

    private ApiKeyStore store;

    protected abstract ApiKeyStore create();

    @BeforeEach
    void createStore() {
        store = create();
    }

    @Test
    void findsAKeyByItsId() {
        store.insert(FIRST).block();
        store.insert(SECOND).block();

        assertThat(store.find(FIRST.id()).block()).isEqualTo(FIRST);
        assertThat(store.find("0000000000000000").block()).isNull();
    }

    @Test
    void listsTheNewestFirst() {
        store.insert(FIRST).block();
        store.insert(SECOND).block();

        assertThat(store.list().collectList().block()).containsExactly(SECOND, FIRST);
    }

    @Test
    void revokingAgainKeepsTheFirstTime() {
        store.insert(FIRST).block();

        assertThat(store.revoke(FIRST.id(), NOW.plusSeconds(5)).block()).isTrue();
        assertThat(store.revoke(FIRST.id(), NOW.plusSeconds(9)).block()).isTrue();

        assertThat(store.find(FIRST.id()).block()).isEqualTo(FIRST.revoked(NOW.plusSeconds(5)));
        assertThat(store.revoke("0000000000000000", NOW).block()).isFalse();
    }
}
