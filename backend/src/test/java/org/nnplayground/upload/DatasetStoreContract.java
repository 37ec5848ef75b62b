package org.nnplayground.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.spec.data.DatasetId;
import org.nnplayground.spec.data.DatasetId.Labels;

/** The contract of every store of datasets; the test of each adapter extends it. */
public abstract class DatasetStoreContract {

    protected static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(40));
    protected static final List<byte[]> CONTENT = List.of(new byte[] {1, 2, 3}, new byte[600_000], new byte[] {4});
    protected static final Dataset CATS = dataset("c", "school", List.of("cat", "dog"));
    private static final Dataset NUMBERS = dataset("n", null, List.of());

    private DatasetStore store;

    protected abstract DatasetStore create();

    protected final DatasetStore store() {
        return store;
    }

    /** Makes a job that exists. */
    protected abstract void addJob(String id);

    private static Dataset dataset(String code, @Nullable String owner, List<String> classes) {
        var id = new DatasetId(
                3, 2, classes.isEmpty() ? Labels.VALUES : Labels.NAMES, classes.size(), false, code.repeat(22));
        return new Dataset(id, owner, List.of("a", "größe, cm"), "kind", classes, NOW, NOW.plus(Duration.ofDays(30)));
    }

    @BeforeEach
    void save() {
        store = create();
        store.save(CATS, CONTENT, NOW).block();
    }

    private boolean isKept(Dataset dataset) {
        return Objects.requireNonNull(store.content(dataset.id()).hasElement().block());
    }

    private boolean use(Dataset dataset, String job, Instant now) {
        return Objects.requireNonNull(store.use(dataset.id(), job, now, now).block());
    }

    @Test
    void findsWhatWasSaved() {
        store.save(NUMBERS, List.of(new byte[] {5}), NOW).block();

        assertThat(store.find(CATS.id()).block()).isEqualTo(CATS);
        assertThat(store.find(NUMBERS.id()).block()).isEqualTo(NUMBERS);
        assertThat(store.content(CATS.id()).block()).usingRecursiveComparison().isEqualTo(CONTENT);
        assertThat(store.bytes().block()).isEqualTo(600_005L);
        Dataset missing = dataset("m", null, List.of());
        assertThat(store.find(missing.id()).block()).isNull();
        assertThat(store.content(missing.id()).block()).isNull();
        assertThat(use(missing, "job", NOW)).isFalse();
    }

    @Test
    void savingAgainKeepsTheDatasetForLonger() {
        Instant expiry = LATER.plus(Duration.ofDays(30));
        var again = new Dataset(CATS.id(), "school", CATS.columns(), "kind", CATS.classes(), LATER, expiry);

        store.save(again, CONTENT, LATER).block();

        Dataset found = Objects.requireNonNull(store.find(CATS.id()).block());
        assertThat(found.createdAt()).isEqualTo(NOW);
        assertThat(found.expiresAt()).isEqualTo(expiry);
    }

    @Test
    void aWithdrawnDatasetServesOnlyTheJobsThatHaveUsedIt() {
        addJob("job");
        assertThat(use(CATS, "job", NOW)).isTrue();

        store.withdraw(CATS.id()).block();
        store.deleteExpired(NOW.plusSeconds(2), NOW.plusSeconds(1)).block();

        assertThat(store.find(CATS.id()).block()).isNull();
        assertThat(use(CATS, "another", NOW)).isFalse();
        assertThat(isKept(CATS)).isTrue();
    }

    @Test
    void savingAgainEndsTheWithdrawal() {
        store.withdraw(CATS.id()).block();

        store.save(CATS, CONTENT, NOW).block();

        assertThat(store.find(CATS.id()).block()).isEqualTo(CATS);
    }

    @Test
    void deletesWhatIsWithdrawnOrExpiredAndUnused() {
        store.save(NUMBERS, CONTENT, NOW).block();
        use(CATS, "deleted", NOW);

        store.withdraw(NUMBERS.id()).block();
        store.deleteExpired(NOW, NOW).block();
        assertThat(isKept(NUMBERS)).as("used a moment ago").isTrue();
        store.deleteExpired(NOW.plusSeconds(2), NOW.plusSeconds(1)).block();
        assertThat(isKept(NUMBERS)).isFalse();
        assertThat(isKept(CATS)).as("not expired").isTrue();
        store.deleteExpired(LATER, LATER).block();

        assertThat(isKept(CATS)).as("its job does not exist").isFalse();
        assertThat(store.bytes().block()).isZero();
    }

    @Test
    void keepsAnExpiredDatasetThatAJobHasUsed() {
        addJob("job");
        use(CATS, "job", NOW);

        store.deleteExpired(LATER, LATER).block();

        assertThat(isKept(CATS)).isTrue();
    }

    @Test
    void aUsePutsOffTheExpiry() {
        store.use(CATS.id(), "job", NOW, LATER).block();

        assertThat(Objects.requireNonNull(store.find(CATS.id()).block()).expiresAt())
                .isEqualTo(LATER);
    }

    @Test
    void makesSpaceByDeletingThoseUnusedForTheLongestTime() {
        store.save(NUMBERS, List.of(new byte[] {5}), NOW.plusSeconds(5)).block();
        Dataset busy = dataset("b", null, List.of());
        store.save(busy, List.of(new byte[] {5}), NOW.minusSeconds(5)).block();
        addJob("job");
        use(busy, "job", NOW.minusSeconds(5));

        store.deleteLeastRecentlyUsed(LATER, 100).block();

        assertThat(isKept(CATS)).isFalse();
        assertThat(isKept(NUMBERS)).isTrue();
        assertThat(isKept(busy)).isTrue();
    }
}
