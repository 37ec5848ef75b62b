package org.nnplayground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The contract of every store of submissions; the test of each adapter extends it. */
public abstract class SubmissionStoreContract {

    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.123Z");

    private SubmissionStore store;

    protected abstract SubmissionStore create();

    @BeforeEach
    void createStore() {
        store = create();
    }

    private static Submission submission(String scope, String key, String job, Instant at) {
        return new Submission(scope, key, "ab".repeat(32), job, at, false);
    }

    @Test
    void theFirstSubmissionOfAScopeAndKeyIsKept() {
        Submission first = submission("school", "k", "1", NOW);

        assertThat(store.reserve(first).block()).isEqualTo(first);
        assertThat(store.reserve(submission("school", "k", "2", NOW)).block()).isEqualTo(first);
        Submission another = submission("", "k", "3", NOW);
        assertThat(store.reserve(another).block()).isEqualTo(another);
    }

    @Test
    void concurrentReservationsHaveOneWinner() {
        List<String> kept = Flux.range(0, 50)
                .flatMap(
                        i -> store.reserve(submission("school", "k", String.valueOf(i), NOW))
                                .subscribeOn(Schedulers.boundedElastic()),
                        50)
                .map(Submission::job)
                .distinct()
                .collectList()
                .block();

        assertThat(kept).hasSize(1);
    }

    @Test
    void onlyStoredSubmissionsAreReplacedOrReleased() {
        Submission first = submission("school", "k", "1", NOW);
        Submission second = submission("school", "k", "2", NOW.plusSeconds(1));
        store.reserve(first).block();

        assertThat(store.replace(second, first).block()).isFalse();
        store.release(second).block();
        assertThat(store.reserve(second).block()).isEqualTo(first);

        assertThat(store.replace(first, first.completed()).block()).isTrue();
        assertThat(store.reserve(second).block()).isEqualTo(first.completed());
        store.release(first.completed()).block();
        assertThat(store.reserve(second).block()).isEqualTo(second);
    }

    @Test
    void aFullScopeEvictsNothingOfAnother() {
        store.reserve(submission("school", "k", "1", NOW)).block();
        for (int i = 0; i < 3; i++) {
            store.reserve(submission("", "k" + i, "2", NOW.plusSeconds(1 + i))).block();
        }

        store.expire(NOW, 2).block();

        assertThat(store.reserve(submission("school", "k", "new", NOW))
                        .map(Submission::job)
                        .block())
                .isEqualTo("1");
        assertThat(store.reserve(submission("", "k0", "new", NOW))
                        .map(Submission::job)
                        .block())
                .isEqualTo("new");
    }

    @Test
    void deletesExpiredAndExcessSubmissions() {
        for (int i = 0; i < 5; i++) {
            store.reserve(submission("school", "k" + i, String.valueOf(i), NOW.plusSeconds(i)))
                    .block();
        }

        store.expire(NOW.plusSeconds(1), 3).block();

        for (int i = 0; i < 5; i++) {
            Submission now = submission("school", "k" + i, "new", NOW);
            assertThat(store.reserve(now).map(Submission::job).block()).isEqualTo(i < 2 ? "new" : String.valueOf(i));
        }
    }
}
