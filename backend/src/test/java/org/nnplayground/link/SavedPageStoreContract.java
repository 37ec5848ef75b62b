package org.nnplayground.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of every store of saved pages; the test of each adapter extends it. */
public abstract class SavedPageStoreContract {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");
    private static final SavedPage XOR = SavedPage.of("dataset=xor", "{\"task\": \"classification\"}", NOW);
    private static final SavedPage SPIRAL = SavedPage.of("dataset=spiral", null, NOW.plusSeconds(60));

    private SavedPageStore store;

    protected abstract SavedPageStore create();

    @BeforeEach
    void createStore() {
        store = create();
        store.insertIfAbsent(XOR).block();
        store.insertIfAbsent(SPIRAL).block();
    }

    @Test
    void findsAPageByItsCode() {
        assertThat(store.find(XOR.code()).block()).isEqualTo(XOR);
        assertThat(store.find(SPIRAL.code()).block()).isEqualTo(SPIRAL);
        assertThat(store.find("0".repeat(12)).block()).isNull();
    }

    @Test
    void keepsAPageThatIsSavedAgain() {
        store.setPicture(XOR.code(), new byte[] {1, 2}).block();

        store.insertIfAbsent(SavedPage.of("dataset=xor", XOR.spec(), NOW.plusSeconds(9)))
                .block();

        assertThat(store.find(XOR.code()).block()).isEqualTo(XOR);
        assertThat(store.picture(XOR.code()).block()).containsExactly(1, 2);
        assertThat(store.count().block()).isEqualTo(2);
    }

    @Test
    void storesAPictureOfAKnownPageOnly() {
        store.setPicture(SPIRAL.code(), new byte[] {-1, 0, 1}).block();
        store.setPicture("0".repeat(12), new byte[] {1}).block();

        assertThat(store.picture(SPIRAL.code()).block()).containsExactly(-1, 0, 1);
        assertThat(store.picture(XOR.code()).block()).isNull();
        assertThat(store.picture("0".repeat(12)).block()).isNull();
    }

    @Test
    void deletesThePagesThatNobodyHasUsedSinceATime() {
        store.use(XOR.code(), NOW.plusSeconds(120)).block();

        store.deleteUnusedSince(NOW.plusSeconds(90)).block();

        assertThat(store.find(XOR.code()).block()).isNotNull();
        assertThat(store.find(SPIRAL.code()).block()).isNull();
    }

    @Test
    void deletesTheLeastRecentlyUsedPages() {
        store.use(XOR.code(), NOW.plusSeconds(120)).block();

        store.deleteLeastRecentlyUsed(1).block();

        assertThat(store.find(XOR.code()).block()).isNotNull();
        assertThat(store.find(SPIRAL.code()).block()).isNull();
    }
}
