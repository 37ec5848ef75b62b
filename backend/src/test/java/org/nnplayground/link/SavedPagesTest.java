package org.nnplayground.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SavedPagesTest {

    private Instant now = Instant.parse("2027-01-01T00:00:00Z");
    private final SavedPageStore store = new InMemorySavedPageStore();
    private final SavedPages pages = new SavedPages(store, new LinkSettings(Duration.ofDays(30), 3), () -> now);

    @Test
    void theSameStateHasTheSameCodeAndAnotherOneAnother() {
        String code = save("dataset=xor", "{}");

        assertThat(code).matches("[0-9a-hjkmnp-tv-z]{12}");
        assertThat(save("dataset=xor", "{}")).isEqualTo(code);
        assertThat(save("dataset=xor", null)).isNotEqualTo(code);
        assertThat(save("dataset=spiral", "{}")).isNotEqualTo(code);
    }

    @Test
    void beyondTheMaximumTheLeastRecentlyUsedPageIsDeleted() {
        String first = save("a=1", null);
        now = now.plusSeconds(1);
        String second = save("a=2", null);
        now = now.plus(Duration.ofDays(2));
        pages.find(first).block();
        save("a=3", null);

        save("a=4", null);

        assertThat(pages.find(first).block()).isNotNull();
        assertThat(pages.find(second).block()).isNull();
        assertThat(store.count().block()).isEqualTo(3);
    }

    @Test
    void aPageThatIsOpenedIsKeptForTheWholeRetentionAgain() {
        String opened = save("a=1", null);
        String forgotten = save("a=2", null);
        now = now.plus(Duration.ofDays(20));
        pages.find(opened).block();
        now = now.plus(Duration.ofDays(20));

        pages.deleteUnused();

        assertThat(pages.find(opened).block()).isNotNull();
        assertThat(pages.find(forgotten).block()).isNull();
    }

    @Test
    void whatIsNoCodeIsNotLookedUp() {
        assertThat(pages.find("../etc/passwd").block()).isNull();
        assertThat(pages.find("").block()).isNull();
    }

    private String save(String address, @Nullable String spec) {
        SavedPage page = pages.save(address, spec).block();
        assertThat(page).isNotNull();
        return page.code();
    }
}
